#pragma once

#include "widgets/items/column_digits.h"

#include <QAbstractTableModel>
#include <memory>
#include <vector>

namespace mbtr {
struct Dataset;
struct Property;
}

namespace mbtr::gui {

struct StructureKeys;

/// The structures of a dataset, one a row: name, formula, number of atoms, then the scalar and text properties.
class StructureTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Formula, Atoms, FirstProperty };

    using QAbstractTableModel::QAbstractTableModel;

    /// nullptr empties the table.
    void setDataset(std::shared_ptr<const Dataset> dataset);
    /// Made in the background; without them all works, but slowly. Those of another dataset are ignored.
    void setKeys(std::shared_ptr<const StructureKeys> keys);
    /// nullptr until they are there.
    const StructureKeys* keys() const { return m_keys.get(); }
    /// Places in alphabetical order for a column of texts; nullptr without keys.
    const std::vector<int>* textRanks(int column) const;

    QString nameOf(int row) const;
    QString formulaOf(int row) const;
    /// What a cell of this column is sorted by; NaN where the value is missing. For columns of numbers only.
    double numberAt(int row, int column) const;
    bool isText(int column) const;
    QString textAt(int row, int column) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Property& property(int column) const;
    QString numberText(int row, int column) const;

    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const StructureKeys> m_keys;
    std::vector<const Property*> m_properties; ///< of the columns from FirstProperty on
    std::vector<ColumnDigits> m_digits;        ///< likewise
    mutable std::vector<QString> m_formulas;   ///< made when they are first seen
};

} // namespace mbtr::gui
