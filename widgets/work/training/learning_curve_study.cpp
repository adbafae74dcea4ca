#include "widgets/work/training/learning_curve_study.h"

#include "core/dataset/subset.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/jobs/live_points.h"
#include "widgets/work/training/curve_store.h"
#include "widgets/work/training/training_work.h"

#include <algorithm>
#include <map>

namespace mbtr::gui {

struct LearningCurveStudy::Run {
    TrainingWork work;
    std::vector<int> sizes;
    int repeats = 1;
    LivePoints<CurveSample> samples;

    bool isComplete() const { return samples.all().size() == sizes.size() * static_cast<std::size_t>(repeats); }
    bool has(int size, int repeat) const
    {
        const auto all = samples.all();
        return std::any_of(all.begin(), all.end(), [&](const CurveSample& s) { return s.size == size && s.repeat == repeat; });
    }
    bool wants(const CurveSample& sample) const
    {
        return std::ranges::find(sizes, sample.size) != sizes.end() && sample.repeat < repeats
            && !has(sample.size, sample.repeat);
    }
};

namespace {

using Run = LearningCurveStudy::Run;

CurveSample trainedSample(const TrainingWork& work, const PreparedWork& prepared, const std::vector<double>& targets, int size,
                          int repeat, Progress& progress)
{
    TrainingSettings settings = work.training;
    settings.split.train = size;
    settings.split.seed += static_cast<std::uint64_t>(repeat);
    const auto result = trainKrr(*prepared.dataset, *prepared.features, settings,
                                 makeSplit(*prepared.dataset, targets, settings.split), progress);
    return {size, repeat, result.validation.rmse, result.validation.mae};
}

/// Adds the samples that are missing: those that an earlier run of the program has kept, then the others one by one.
void compute(Run& curve, Progress& progress)
{
    const TrainingWork& work = curve.work;
    const CurveStore store(*work.dataset, work.everything ? allRows(*work.dataset) : work.rows, work.mbtr, work.training);
    for (const CurveSample& sample : store.known())
        if (curve.wants(sample))
            curve.samples.add(sample);
    if (curve.isComplete())
        return;
    SubProgress preparing(progress, 0, 0.3);
    const PreparedWork prepared = prepare(work, preparing);
    const auto targets = trainingTargets(*prepared.dataset, work.training);
    const double total = static_cast<double>(curve.sizes.size()) * curve.repeats;
    int done = 0;
    for (int repeat = 0; repeat < curve.repeats; ++repeat)
        for (const int size : curve.sizes) {
            SubProgress part(progress, 0.3 + 0.7 * done / total, 0.3 + 0.7 * (done + 1) / total);
            ++done;
            if (curve.has(size, repeat))
                continue;
            const CurveSample sample = trainedSample(work, prepared, targets, size, repeat, part);
            curve.samples.add(sample);
            store.add(sample);
            part.report(1, "learning curve");
        }
}

/// A size and its halves, down to twenty.
std::vector<int> sizesUpTo(int most)
{
    std::vector<int> sizes;
    for (int size = most; size >= 20 || sizes.empty(); size /= 2)
        sizes.insert(sizes.begin(), size);
    return sizes;
}

} // namespace

LearningCurveStudy::LearningCurveStudy(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<bool>>(
          *jobs, tr("Learning curve"), [this](bool) { resume(); }, // curves that were asked for meanwhile
          [this, keep = failure()](const QString& problem) {
              std::erase(m_runs, m_running);
              keep(problem);
          }))
{
    follow(m_job.get());
    connect(session, &Session::inputsChanged, this, &LearningCurveStudy::dropOtherTargets);
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            dropOtherTargets();
    });
}

LearningCurveStudy::~LearningCurveStudy() = default;

/// Errors of different targets, or in different units, do not belong into one plot.
void LearningCurveStudy::dropOtherTargets()
{
    if (m_runs.empty())
        return;
    if (m_structures != m_session->structureSet() || m_target != m_session->trainingSettings().target
        || m_unit != unitOfTarget(*m_session))
        clear();
}

void LearningCurveStudy::add(int repeats)
{
    if (!m_session->isFresh(Stage::Dataset) || !m_session->isFresh(Stage::Subset))
        return;
    auto curve = std::make_shared<Run>();
    curve->work = trainingWork(*m_session);
    const TrainingSettings& training = curve->work.training;
    if (!curve->work.dataset->find(training.target))
        return refuse(tr("These structures have no target to learn."));
    curve->sizes = sizesUpTo(training.split.train);
    curve->repeats = repeats;
    m_target = training.target;
    m_unit = unitOfTarget(curve->work);
    m_structures = m_session->structureSet();
    m_runs.push_back(curve);
    if (isRunning())
        emit changed();
    else
        run(curve);
}

void LearningCurveStudy::resume()
{
    const auto open = std::ranges::find_if(m_runs, [](const auto& curve) { return !curve->isComplete(); });
    if (open != m_runs.end())
        run(*open);
}

void LearningCurveStudy::run(const std::shared_ptr<Run>& curve)
{
    m_running = curve;
    m_job->start([curve](Progress& progress) {
        compute(*curve, progress);
        return true;
    });
}

void LearningCurveStudy::clear()
{
    m_runs.clear();
    cancel();
    refuse({});
}

bool LearningCurveStudy::isComplete() const
{
    return std::ranges::all_of(m_runs, [](const auto& curve) { return curve->isComplete(); });
}

const TrainingSettings& LearningCurveStudy::settings(int curve) const
{
    return m_runs[static_cast<std::size_t>(curve)]->work.training;
}

std::vector<LearningPoint> LearningCurveStudy::points(int curve) const
{
    std::map<int, LearningPoint> bySize;
    for (const CurveSample& sample : m_runs[static_cast<std::size_t>(curve)]->samples.all()) {
        LearningPoint& point = bySize[sample.size];
        point.size = sample.size;
        point.rmse.push_back(sample.rmse);
        point.mae.push_back(sample.mae);
    }
    std::vector<LearningPoint> all;
    for (auto& [size, point] : bySize)
        all.push_back(std::move(point));
    return all;
}

} // namespace mbtr::gui

#include "moc_learning_curve_study.cpp"
