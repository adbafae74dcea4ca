#pragma once

#include "widgets/render/overlay.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace mbtr::gui {

class ModelDesk;
class Selection;

/// Where the prediction for the current structure comes from: training structures, terms, blocks and atoms, each adding up to it.
class ExplanationView : public QWidget {
    Q_OBJECT

public:
    ExplanationView(ModelDesk* desk, Selection* selection, QWidget* parent = nullptr);

    /// Is on top of the structure in 3-D wanted, and what? Empty where not.
    Overlay overlay() const;

signals:
    void overlayChanged();

protected:
    void hideEvent(QHideEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void showParts();
    void addTraining();
    void addParts();
    QTreeWidgetItem* addGroup(const QString& title, double sum);
    void addLine(QTreeWidgetItem* parent, const QString& title, double part, int structure = -1);

    ModelDesk* m_desk;
    Selection* m_selection;
    QLabel* m_text;
    QCheckBox* m_colour;
    QTreeWidget* m_tree;
};

} // namespace mbtr::gui
