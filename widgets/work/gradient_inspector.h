#pragma once

#include "core/mbtr/gradients/gradient_checks.h"
#include "widgets/document/brush.h"

#include <QObject>
#include <memory>

namespace mbtr {
struct MbtrTensor;
}

namespace mbtr::gui {

class Inspector;
class JobList;
class Selection;
template <typename T> class FollowingJob;

/// How the value of brushed bins changes with the atoms and the cell.
struct BrushGradient {
    Brush brush;
    std::shared_ptr<const Structure> structure;
    std::shared_ptr<const Layout> layout;
    ProjectedGradient gradient;
    GradientChecks checks;
};

/// Answers the derivatives of the value of Selection::brush(), in the background, where they are wanted; for the structure and
/// settings of Inspector::tensor().
class GradientInspector : public QObject {
    Q_OBJECT

public:
    GradientInspector(Selection* selection, Inspector* inspector, JobList* jobs);
    ~GradientInspector() override;

    /// Nothing is computed until somebody looks.
    void setWanted(bool wanted);
    bool isWanted() const { return m_wanted; }
    /// nullptr: not wanted, nothing is brushed to stay, or the first answer is on its way.
    std::shared_ptr<const BrushGradient> gradient() const { return m_gradient; }
    const QString& problem() const { return m_problem; }

signals:
    void changed();

private:
    void ask();
    void show(std::shared_ptr<const BrushGradient> gradient, const QString& problem);

    Selection* m_selection;
    Inspector* m_inspector;
    bool m_wanted = false;
    std::shared_ptr<const BrushGradient> m_gradient;
    QString m_problem;
    std::shared_ptr<const MbtrTensor> m_asked;
    std::unique_ptr<FollowingJob<std::shared_ptr<const BrushGradient>>> m_job;
};

} // namespace mbtr::gui
