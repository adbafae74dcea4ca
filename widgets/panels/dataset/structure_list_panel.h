#pragma once

#include <QWidget>
#include <vector>

class QLabel;
class QTableView;
class QToolButton;

namespace mbtr::gui {

class FilterField;
class Session;
class Selection;
class StructureSorter;
class StructureTableModel;

/// The structures of the dataset that are worked with, and their properties: filter, draw, sort, choose the one to look at.
class StructureListPanel : public QWidget {
    Q_OBJECT

public:
    StructureListPanel(Session* session, Selection* selection, StructureSorter* sorter, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildFilter();
    void buildSubsetMenu();
    void buildTable();
    void connectSession();
    void showDataset();
    void showSubset();
    void sortBy(int column, Qt::SortOrder order);
    void measureColumns();
    void fitColumns();
    void showRows(std::vector<int> rows);
    void showCurrent();
    void showCount();
    void buildRowMenu();
    void showHeaderMenu(const QPoint& place);
    void choose(const QModelIndex& index);

    Session* m_session;
    Selection* m_selection;
    StructureSorter* m_sorter;
    StructureTableModel* m_structures;
    FilterField* m_filter;
    QToolButton* m_menu;
    QLabel* m_problem;
    QTableView* m_table;
    QLabel* m_count;
    std::vector<int> m_wanted; ///< widths of the columns, pixels
    bool m_sizedByHand = false; ///< the columns: they stay
    bool m_fitting = false;
};

} // namespace mbtr::gui
