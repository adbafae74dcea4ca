#pragma once

#include <QWidget>
#include <optional>

class QLabel;
class QPushButton;
class QTableView;

namespace mbtr {
struct TupleContribution;
}

namespace mbtr::gui {

class BrushInspector;
class ContributionTableModel;
class Inspector;
class Selection;
class Session;

/// Which tuples of atoms make the brushed bins, as a table whose shares add up to the value of the bins.
class ContributionsPanel : public QWidget {
    Q_OBJECT

public:
    ContributionsPanel(Session* session, Selection* selection, Inspector* inspector, QWidget* parent = nullptr);

    /// The row the user has chosen; -1: none, or several.
    int chosenRow() const;
    /// How many of the tuples are drawn in 3-D and which part of the value they are.
    void setDrawn(int drawn, double part);
    /// As CSV; written whole or not at all. Returns a sentence where it cannot be, empty when all went well.
    QString saveTo(const QString& path) const;

signals:
    void rowChosen(int row);
    /// One sentence.
    void failed(const QString& problem);

private:
    void buildTable();
    void show();
    void save();

    QString command() const;

    Session* m_session;
    Selection* m_selection;
    BrushInspector* m_brushed;
    ContributionTableModel* m_model;
    QLabel* m_what;
    QLabel* m_sum;
    QLabel* m_drawn;
    QTableView* m_table;
    QPushButton* m_copy;
    QPushButton* m_save;
    QPushButton* m_clear;
};

} // namespace mbtr::gui
