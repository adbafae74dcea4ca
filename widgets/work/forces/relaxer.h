#pragma once

#include "core/dynamics/relaxation.h"
#include "widgets/work/study.h"

#include <memory>
#include <optional>

namespace mbtr::gui {

class ForceTrainer;
class JobList;
class Selection;
class Session;
template <typename T> class LatestJob;

/// Moves the current structure to the nearest minimum of the force model, in the background; the result is one undo step.
class Relaxer : public Study {
    Q_OBJECT

public:
    Relaxer(Session* session, Selection* selection, ForceTrainer* trainer, JobList* jobs, QObject* parent = nullptr);
    ~Relaxer() override;

    void start();

signals:
    /// The structure was moved.
    void relaxed(const mbtr::Relaxed& result);

private:
    struct Answer;
    void take(const Answer& answer);

    Session* m_session;
    Selection* m_selection;
    ForceTrainer* m_trainer;
    std::unique_ptr<LatestJob<Answer>> m_job;
};

} // namespace mbtr::gui
