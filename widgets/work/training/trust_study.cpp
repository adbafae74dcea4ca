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

/// How many standard deviations a normal distribution stays within with this probability (0..1), by bisection.
double deviationsOf(double probability)
{
    double low = 0, high = 10;
    for (int i = 0; i < 60; ++i)
        (std::erf((low + high) / 2 / std::sqrt(2.0)) < probability ? low : high) = (low + high) / 2;
    return low;
}

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
            m_residuals.push_back({one.structure, false, one.reference, one.error(), one.spread, one.nearest, one.distance});
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
    std::vector<double> z; // |error| in standard deviations
    for (const Residual& residual : m_residuals)
        if (!residual.training && residual.std > 0)
            z.push_back(std::abs(residual.error) / residual.std);
    std::ranges::sort(z);
    std::vector<CalibrationPoint> points;
    for (int percent = 5; percent < 100 && !z.empty(); percent += 5) {
        const auto inside = std::ranges::upper_bound(z, deviationsOf(percent / 100.0)) - z.begin();
        points.push_back({double(percent), 100.0 * static_cast<double>(inside) / static_cast<double>(z.size())});
    }
    return points;
}

} // namespace mbtr::gui

#include "moc_trust_study.cpp"
