#include "widgets/work/training/trust_study.h"

#include "core/models/outliers.h"
#include "core/models/variance.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace mbtr::gui {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

} // namespace

TrustStudy::TrustStudy(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<std::vector<double>>>(
          *jobs, tr("Leaving structures out"), [this](const std::vector<double>& errors) { addLeftOut(errors); }, failure()))
{
    follow(m_job.get());
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Model)
            readModel();
    });
    readModel();
}

TrustStudy::~TrustStudy() = default;

void TrustStudy::readModel()
{
    m_residuals.clear();
    cancel();
    const auto result = m_session->model().value;
    if (result)
        for (const Outlier& one : outliersOf(*result, result->split.validate.size()))
            m_residuals.push_back(
                {one.structure, false, one.reference, one.error(), one.predictiveStd, one.nearest, one.distance});
    sort();
    if (result && result->model && result->model->factor)
        m_job->start(
            [model = result->model](Progress& progress) { return leaveOneOutResiduals(*model, *model->factor, progress); });
    else
        emit changed();
}

void TrustStudy::addLeftOut(const std::vector<double>& errors)
{
    const auto result = m_session->model().value;
    if (!result || errors.size() != result->split.train.size())
        return;
    for (std::size_t i = 0; i < errors.size(); ++i)
        m_residuals.push_back({result->split.train[i], true, result->trainReference[i], -errors[i], kUnknown, -1, kUnknown});
    sort();
}

void TrustStudy::sort()
{
    std::ranges::stable_sort(m_residuals, std::greater<>(), [](const Residual& r) { return std::abs(r.error); });
}

std::vector<CalibrationPoint> TrustStudy::calibration() const
{
    std::vector<double> errors, stds;
    for (const Residual& residual : m_residuals)
        if (!residual.training) {
            errors.push_back(residual.error);
            stds.push_back(residual.std);
        }
    return calibrationOf(errors, stds);
}

} // namespace mbtr::gui

#include "moc_trust_study.cpp"
