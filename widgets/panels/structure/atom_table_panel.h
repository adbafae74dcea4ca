#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace mbtr::gui {

class AtomTableModel;
class Selection;
class Session;

/// The atoms of the current structure as a table: chosen rows are picked atoms, and the other way round.
class AtomTablePanel : public QWidget {
    Q_OBJECT

public:
    AtomTablePanel(Session* session, Selection* selection, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildTable();
    void showAtoms();
    void showPicked();
    void pickRows();
    void pickByCondition();

    Session* m_session;
    Selection* m_selection;
    AtomTableModel* m_atoms;
    QSortFilterProxyModel* m_sorted;
    QLineEdit* m_condition;
    QLabel* m_problem;
    QTableView* m_table;
    bool m_following = false; ///< the selection of the table is being set
};

} // namespace mbtr::gui
