#pragma once

#include "core/mbtr/tensor.h"
#include "widgets/document/stamped.h"

#include <QObject>

class QTimer;

namespace mbtr {
class MovingMbtr;
struct Structure;
}

namespace mbtr::gui {

class Session;
class Selection;
class BrushInspector;
class GradientInspector;
class JobList;
class PickedInspector;
template <typename T> class LatestJob;

/// Answers questions about the current structure in the background, the newest question first: its tensor. While the
/// structure is being changed by hand (Selection::preview()) each answer is finished before the next question, so that the
/// tensor follows the hand as fast as it can be computed: where few atoms move, from what they change.
class Inspector : public QObject {
    Q_OBJECT

public:
    Inspector(Session* session, Selection* selection, JobList* jobs, QObject* parent = nullptr);
    ~Inspector() override;

    /// The newest tensor there is (perhaps of the structure or settings before: see isFresh()); nullptr before the first.
    std::shared_ptr<const MbtrTensor> tensor() const { return m_tensor; }
    /// What tensor() was computed from.
    std::shared_ptr<const Structure> structure() const { return m_structure; }
    /// Does tensor() belong to the current structure and settings?
    bool isFresh() const { return m_fresh; }
    /// Why there is no fresh tensor; empty where none is wanted or it is on its way.
    const QString& problem() const { return m_problem; }

    /// The user has stopped the computation of a fresh tensor: problem() says so.
    bool wasCancelled() const { return m_cancelled; }
    /// Computes the tensor again.
    void retry() { ask(); }

    /// Which atoms make the brushed bins.
    BrushInspector* brushed() const { return m_brushed; }
    /// Where the picked atoms are in the tensor.
    PickedInspector* picked() const { return m_picked; }
    /// How the brushed bins change with the atoms.
    GradientInspector* gradient() const { return m_gradient; }

signals:
    /// After every change of tensor(), isFresh() or problem().
    void tensorChanged();

private:
    struct Question;
    struct Answer;
    void ask();
    void askSoon();
    void askPatiently();
    void take(Answer answer);
    void giveUp(const QString& problem);

    Session* m_session;
    Selection* m_selection;
    std::shared_ptr<const MbtrTensor> m_tensor;
    std::shared_ptr<const Structure> m_structure; ///< of m_tensor
    std::shared_ptr<const MovingMbtr> m_moving; ///< the last tensor of a structure that is being changed by hand
    BrushInspector* m_brushed;
    PickedInspector* m_picked;
    GradientInspector* m_gradient;
    bool m_fresh = false;
    QString m_problem;
    bool m_cancelled = false;
    std::unique_ptr<Question> m_question; ///< the newest; its layout is kept for the next one
    bool m_askAgain = false; ///< when the running job ends
    QTimer* m_patience; ///< with a running job that answers settings from a moment ago
    std::unique_ptr<LatestJob<Answer>> m_job;
};

} // namespace mbtr::gui
