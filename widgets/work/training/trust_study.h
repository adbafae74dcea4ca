#pragma once

#include "widgets/work/study.h"

#include <memory>
#include <vector>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// One structure and how wrong the model is about it.
struct Residual {
    int structure = 0; ///< index into the dataset
    bool training = false; ///< it trains, and is predicted by a model of all others
    double reference = 0, error = 0; ///< predicted minus reference; unit of the target
    double std = 0; ///< predictive standard deviation, unit of the target; NaN where it trains
    int nearest = -1; ///< the training structure most like it
    double distance = 0; ///< to it, without unit; NaN: not known
};

/// The share of the validation structures whose error should be within some number of standard deviations, and the share whose
/// error is.
struct CalibrationPoint {
    double expected = 0, found = 0; ///< per cent
};

/// How wrong the session's model is about each structure: at once for those that validate, soon after for those that train,
/// each left out of the model.
class TrustStudy : public Study {
    Q_OBJECT

public:
    TrustStudy(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~TrustStudy() override;

    /// Largest errors first; empty without a model.
    const std::vector<Residual>& residuals() const { return m_residuals; }
    /// Nothing where no validation structure has a standard deviation.
    std::vector<CalibrationPoint> calibration() const;

private:
    void readModel();
    void addLeftOut(const std::vector<double>& errors);
    void sort();

    Session* m_session;
    std::vector<Residual> m_residuals;
    std::unique_ptr<LatestJob<std::vector<double>>> m_job;
};

} // namespace mbtr::gui
