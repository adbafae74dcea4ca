#include "widgets/work/training/error_map_study.h"

#include "core/models/hold_out.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/training/training_work.h"

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr int kCells = 10; // of each side
constexpr int kMostMapped = 2000;

/// Powers of two: kCells of them, `below` of which are smaller than the centre. step: of the exponent.
std::vector<double> powersAround(double centre, double step, int below)
{
    std::vector<double> values;
    for (int i = 0; i < kCells; ++i)
        values.push_back(std::exp2(std::round(std::log2(centre) * 2) / 2 + step * (i - below)));
    return values;
}

void mapErrors(const TrainingWork& work, const std::vector<double>& lengths, const std::vector<double>& lambdas,
               LivePoints<SearchPoint>& points, Progress& progress)
{
    SubProgress preparing(progress, 0, 0.4), mapping(progress, 0.4, 1);
    const PreparedWork prepared = prepare(work, preparing);
    const auto targets = trainingTargets(*prepared.dataset, work.training);
    const std::vector<int> rows = pickEvenly(makeSplit(*prepared.dataset, targets, work.training.split).train, kMostMapped);
    const std::string kernel(nameOf(work.training.kernel));
    const HoldOut heldOut = makeHoldOut(prepared.features->values, rows, learntTargets(*prepared.dataset, rows, work.training),
                                        kernel, holdOutOf(*prepared.dataset, rows, work.training.split), preparing);
    mapHyperparameters(
        heldOut, kernel, lengths, lambdas, [&points](const SearchPoint& point) { points.add(point); }, mapping);
}

} // namespace

ErrorMapStudy::ErrorMapStudy(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_points(std::make_shared<LivePoints<SearchPoint>>())
    , m_job(std::make_unique<LatestJob<bool>>(
          *jobs, tr("Mapping length and lambda"), [](bool) {}, failure()))
{
    follow(m_job.get());
}

ErrorMapStudy::~ErrorMapStudy() = default;

std::vector<SearchPoint> ErrorMapStudy::points() const
{
    return m_points->all();
}

void ErrorMapStudy::start()
{
    if (!m_session->isFresh(Stage::Dataset) || !m_session->isFresh(Stage::Subset))
        return;
    const TrainingWork work = trainingWork(*m_session);
    if (!work.dataset->find(work.training.target))
        return refuse(tr("These structures have no target to learn."));
    m_kernel = std::string(nameOf(work.training.kernel));
    m_unit = unitOfTarget(work);
    m_lengths = m_kernel == "linear" ? std::vector<double> {1} : powersAround(lengthOf(work.training.kernel), 1, 5);
    m_lambdas = powersAround(std::max(work.training.lambda, 1e-12), 3, 6);
    m_points = std::make_shared<LivePoints<SearchPoint>>();
    m_job->start([work, points = m_points, lengths = m_lengths, lambdas = m_lambdas](Progress& progress) {
        mapErrors(work, lengths, lambdas, *points, progress);
        return true;
    });
}

} // namespace mbtr::gui

#include "moc_error_map_study.cpp"
