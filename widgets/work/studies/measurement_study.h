#pragma once

#include "core/chemistry/measurements.h"
#include "widgets/work/study.h"

#include <memory>
#include <vector>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// A measurement along the structures of the dataset, where it can be taken.
struct MeasuredSeries {
    Measurement measurement;
    std::vector<int> structures; ///< indices into the dataset, ascending
    std::vector<double> values; ///< angstrom or degrees, one for each of `structures`
};

/// Takes measurements of all structures of the dataset, with their edits.
class MeasurementStudy : public Study {
    Q_OBJECT

public:
    MeasurementStudy(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~MeasurementStudy() override;

    /// Where no measurements are given the answer is empty at once.
    void start(std::vector<Measurement> measurements);
    /// The newest answer.
    const std::vector<MeasuredSeries>& series() const { return m_series; }

private:
    Session* m_session;
    std::vector<MeasuredSeries> m_series;
    std::unique_ptr<LatestJob<std::vector<MeasuredSeries>>> m_job;
};

} // namespace mbtr::gui
