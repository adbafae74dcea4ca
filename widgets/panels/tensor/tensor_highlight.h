#pragma once

#include "widgets/render/scene/overlay.h"

#include <QObject>
#include <memory>

namespace mbtr::gui {

class ContributionsPanel;
class GradientPanel;
class Inspector;
class Selection;
class Session;
class VtkView;
struct BrushedTuples;

/// The strongest tuples as overlay, opacity by share; `row` >= 0: only that one. part: of the value that is drawn, 0..1.
struct DrawnTuples {
    Overlay overlay;
    int count = 0;
    double part = 0;
};
DrawnTuples drawnTuples(const BrushedTuples& tuples, int row);

/// Shows in the 3-D view what is brushed in the plots, and its gradient as arrows.
class TensorHighlight : public QObject {
    Q_OBJECT

public:
    TensorHighlight(Session* session, Selection* selection, Inspector* inspector, VtkView* view, ContributionsPanel* table,
                    GradientPanel* gradient);

    const Overlay& shown() const { return m_shown; }

private:
    void make();
    void show();
    bool fits() const;

    Session* m_session;
    Selection* m_selection;
    Inspector* m_inspector;
    VtkView* m_view;
    ContributionsPanel* m_table;
    GradientPanel* m_gradient;
    std::shared_ptr<const BrushedTuples> m_tuples;
    Overlay m_shown;
};

} // namespace mbtr::gui
