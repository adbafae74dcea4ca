#include "widgets/work/studies/measurement_study.h"

#include "core/dataset/dataset.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

#include <cmath>
#include <map>

namespace mbtr::gui {

namespace {

constexpr int kReportEvery = 1000; // structures

std::vector<MeasuredSeries> measured(const Dataset& dataset, const std::map<int, EditedStructure>& edits,
                                     const std::vector<Measurement>& measurements, Progress& progress)
{
    std::vector<MeasuredSeries> all;
    for (const Measurement& measurement : measurements)
        all.push_back({measurement, {}, {}});
    for (int index = 0; index < dataset.size(); ++index) {
        progress.throwIfCancelled();
        const auto edit = edits.find(index);
        const Structure& structure = edit == edits.end() ? dataset.structures[std::size_t(index)] : *edit->second.structure;
        for (MeasuredSeries& series : all)
            if (const double value = valueOf(series.measurement, structure); std::isfinite(value)) {
                series.structures.push_back(index);
                series.values.push_back(value);
            }
        if (index % kReportEvery == 0)
            progress.report(double(index) / dataset.size(), "measuring");
    }
    return all;
}

} // namespace

MeasurementStudy::MeasurementStudy(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<std::vector<MeasuredSeries>>>(
          *jobs, tr("Measuring all structures"), [this](std::vector<MeasuredSeries> series) { m_series = std::move(series); },
          failure()))
{
    follow(m_job.get());
}

MeasurementStudy::~MeasurementStudy() = default;

void MeasurementStudy::start(std::vector<Measurement> measurements)
{
    const auto dataset = m_session->dataset().value;
    if (dataset && !measurements.empty()) {
        m_job->start([dataset, edits = m_session->edits(), measurements = std::move(measurements)](Progress& progress) {
            return measured(*dataset, edits, measurements, progress);
        });
        return;
    }
    cancel();
    m_series.clear();
    emit changed();
}

} // namespace mbtr::gui

#include "moc_measurement_study.cpp"
