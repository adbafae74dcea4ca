#pragma once

#include <QWidget>
#include <vector>

class QGridLayout;
class QLabel;

namespace mbtr::gui {

/// Labels with fields in as many columns as the width allows, row by row; hidden ones leave no gap.
class FieldGrid : public QWidget {
    Q_OBJECT

public:
    /// columnWidth: pixels a label and its field need; maxColumns: more of them are not used however wide the grid is.
    FieldGrid(int columnWidth, int maxColumns, QWidget* parent = nullptr);

    void add(const QString& label, QWidget* field);
    /// Takes a row for itself; without label it begins at the left edge.
    void addRow(const QString& label, QWidget* field);
    void setShown(QWidget* field, bool shown);
    /// One column.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Entry {
        QLabel* label; ///< nullptr: none
        QWidget* field;
        bool wholeRow;
        bool shown = true;
    };
    int columnsFor(int width) const;
    void arrange();
    void place(const Entry& entry, int row, int column);

    int m_columnWidth;
    int m_maxColumns;
    int m_columns;
    QGridLayout* m_grid;
    std::vector<Entry> m_entries;
};

} // namespace mbtr::gui
