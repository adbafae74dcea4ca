#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QTableView;

namespace mbtr::gui {

class Session;
class Selection;
class StructureTableModel;
class StructureFilterModel;

/// The structures of the dataset with their properties: filter, sort, and choose the one to look at.
class StructureListPanel : public QWidget {
    Q_OBJECT

public:
    StructureListPanel(Session* session, Selection* selection, QWidget* parent = nullptr);

private:
    void buildTable();
    void showDataset();
    void showCurrent();
    void showCount();
    void choose(const QModelIndex& index);

    Session* m_session;
    Selection* m_selection;
    StructureTableModel* m_structures;
    StructureFilterModel* m_filtered;
    QLineEdit* m_filter;
    QTableView* m_table;
    QLabel* m_count;
};

} // namespace mbtr::gui
