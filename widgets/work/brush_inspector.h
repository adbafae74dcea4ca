#pragma once

#include "core/mbtr/contributions/contributions.h"
#include "widgets/document/brush.h"

#include <QObject>
#include <memory>

namespace mbtr::gui {

class Inspector;
class JobList;
class Selection;
template <typename T> class FollowingJob;

/// The tuples that make the brushed bins of a structure, and the proof that they do.
struct BrushedTuples {
    Brush brush;
    std::shared_ptr<const Structure> structure;
    std::shared_ptr<const Layout> layout;
    Contributions contributions; ///< its total is the sum of the shares
    double value = 0; ///< of the bins, from the tensor: computed another way
};

/// Answers which tuples of atoms make the bins of Selection::brush(), in the background, for the structure and settings that
/// Inspector::tensor() belongs to.
class BrushInspector : public QObject {
    Q_OBJECT

public:
    BrushInspector(Selection* selection, Inspector* inspector, JobList* jobs);
    ~BrushInspector() override;

    /// nullptr: nothing is brushed, or these elements are not there, or the first answer is on its way.
    std::shared_ptr<const BrushedTuples> tuples() const { return m_tuples; }
    /// Does tuples() answer the brush and the tensor as they are now?
    bool isFresh() const { return m_fresh; }
    /// Why there is no answer; empty where none is wanted or it is on its way.
    const QString& problem() const { return m_problem; }

signals:
    /// After every change of tuples() or problem().
    void changed();

private:
    void ask();
    void show(std::shared_ptr<const BrushedTuples> tuples, const QString& problem);

    Selection* m_selection;
    Inspector* m_inspector;
    std::shared_ptr<const BrushedTuples> m_tuples;
    QString m_problem;
    bool m_fresh = true;
    std::shared_ptr<const MbtrTensor> m_asked;
    std::unique_ptr<FollowingJob<std::shared_ptr<const BrushedTuples>>> m_job;
};

} // namespace mbtr::gui
