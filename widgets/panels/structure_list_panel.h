#pragma once

#include <QWidget>
#include <memory>

class QLabel;
class QLineEdit;
class QTableView;

namespace mbtr::gui {

class Session;
class Selection;
class StructureTableModel;
class StructureFilterModel;
struct StructureKeys;
template <typename T>
class LatestJob;

/// The structures of the dataset with their properties: filter, sort, and choose the one to look at.
class StructureListPanel : public QWidget {
    Q_OBJECT

public:
    StructureListPanel(Session* session, Selection* selection, QWidget* parent = nullptr);
    ~StructureListPanel() override;

private:
    void buildTable();
    void showDataset();
    void fitColumns();
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
    std::unique_ptr<LatestJob<std::shared_ptr<const StructureKeys>>> m_keys;
};

} // namespace mbtr::gui
