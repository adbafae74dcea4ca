#pragma once

#include "widgets/render/scene/overlay.h"

#include <QWidget>

class QCheckBox;
class QLabel;

namespace mbtr::gui {

class ExplanationTree;
class ModelDesk;
class Selection;
class TupleExplainer;

/// Where the prediction for the current structure comes from: the value, its parts, and the chosen part in 3-D.
class ExplanationView : public QWidget {
    Q_OBJECT

public:
    ExplanationView(ModelDesk* desk, Selection* selection, TupleExplainer* tuples, QWidget* parent = nullptr);

    /// Is on top of the structure in 3-D wanted, and what? Empty where not.
    Overlay overlay() const;

signals:
    void overlayChanged();

protected:
    void hideEvent(QHideEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void showParts();
    void addBlock(Overlay& overlay, int block) const;

    ModelDesk* m_desk;
    TupleExplainer* m_tuples;
    QLabel* m_text;
    QCheckBox* m_colour;
    ExplanationTree* m_tree;
};

} // namespace mbtr::gui
