#pragma once

#include "core/models/training_estimate.h"
#include "widgets/work/study.h"

#include <QTimer>
#include <memory>
#include <optional>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// What a training with the settings as they are will take, and whether they suit the target.
struct TrainingOutlook {
    TrainingEstimate estimate;
    bool wantsNormalization = false; ///< of the MBTR by the number of atoms
};

/// Follows the session's settings and structures while somebody watches; the last outlook stays until the next is there.
class TrainingForecaster : public Study {
    Q_OBJECT

public:
    TrainingForecaster(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~TrainingForecaster() override;

    /// Nothing is computed while nobody watches.
    void setWatched(bool watched);
    const std::optional<TrainingOutlook>& outlook() const { return m_outlook; }

private:
    void ask();

    Session* m_session;
    bool m_watched = false;
    std::optional<TrainingOutlook> m_outlook;
    QTimer m_later; ///< settings that are being typed are not yet asked for
    std::unique_ptr<LatestJob<TrainingOutlook>> m_job;
};

} // namespace mbtr::gui
