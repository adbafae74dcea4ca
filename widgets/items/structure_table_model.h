#pragma once

#include "widgets/document/edited_structure.h"

#include <QAbstractTableModel>
#include <map>
#include <memory>
#include <vector>

namespace mbtr {
struct Dataset;
struct Property;
}

namespace mbtr::gui {

struct DatasetOverview;

/// Structures of a dataset, one a row, in any order: name, formula, number of atoms, then the scalar and text properties.
/// Which ones and in which order is told from outside (setRows), so that nothing long happens here.
class StructureTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Formula, Atoms, FirstProperty };

    using QAbstractTableModel::QAbstractTableModel;

    /// nullptr empties the table. rows: indices into the dataset.
    /// overview: of this dataset; found here where it is not given.
    void setDataset(std::shared_ptr<const Dataset> dataset, std::vector<int> rows,
                    std::shared_ptr<const DatasetOverview> overview = {});
    void setRows(std::vector<int> rows);
    /// By index into the dataset. They are marked; their numbers from the file, which no longer hold, are grey.
    void setEdits(const std::map<int, EditedStructure>& edits);

    int structureAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// -1 where it is not shown.
    int rowOf(int structure) const;
    bool isText(int column) const;
    /// nullptr for the first three columns.
    const Property* property(int column) const;
    /// What core sorts by (Order::by) for a column; -1 = the order of the file.
    std::string sortNameOf(int column) const;
    int columnSortedBy(const std::string& name) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Only tells that somebody wants it.
    void sort(int column, Qt::SortOrder order) override { emit sortWanted(column, order); }

signals:
    void sortWanted(int column, Qt::SortOrder order);

private:
    void takeRows(std::vector<int> rows);
    const Structure& shownAt(int structure) const; ///< as it was edited
    QVariant lookOf(int structure, int column, int role) const;
    double numberAt(int structure, int column) const; ///< NaN where the value is missing; for columns of numbers only
    QString textAt(int structure, int column) const;
    QString numberText(int structure, int column) const;
    QString toolTipAt(int structure, int column) const;

    std::shared_ptr<const Dataset> m_dataset;
    std::map<int, EditedStructure> m_edits;
    std::vector<int> m_rows;
    std::vector<int> m_places; ///< of structures in m_rows; -1 = not shown
    std::shared_ptr<const DatasetOverview> m_overview; ///< of m_dataset: the columns from FirstProperty on
};

} // namespace mbtr::gui
