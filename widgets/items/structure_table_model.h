#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

namespace mbtr {
struct Dataset;
struct Property;
}

namespace mbtr::gui {

/// The structures of a dataset, one a row: name, formula, number of atoms, then the scalar and text properties.
class StructureTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Formula, Atoms, FirstProperty };

    using QAbstractTableModel::QAbstractTableModel;

    /// nullptr empties the table.
    void setDataset(std::shared_ptr<const Dataset> dataset);

    /// The file's name for the structure, else its number (from 1).
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

    std::shared_ptr<const Dataset> m_dataset;
    std::vector<const Property*> m_properties; ///< of the columns from FirstProperty on
    mutable std::vector<QString> m_formulas;   ///< made when they are first seen
};

} // namespace mbtr::gui
