#pragma once

#include "widgets/document/column_digits.h"

#include <QAbstractTableModel>
#include <memory>
#include <vector>

namespace mbtr {
struct Dataset;
struct Structure;
}

namespace mbtr::gui {

/// The atoms of a structure, one a row: index (from 0), element, position, fractional coordinates where there is a cell,
/// then the properties per atom, a column for each component.
class AtomTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Index, Element, X, Y, Z, FirstOther };

    using QAbstractTableModel::QAbstractTableModel;

    /// nullptr empties the table. Properties are those of structure `index` of the dataset; -1: without. Where the atoms are
    /// of the same number and the columns the same ones, views keep their selection.
    void setStructure(std::shared_ptr<const Structure> structure, std::shared_ptr<const Dataset> dataset, int index);

    /// NaN where the value is missing; for columns of numbers only.
    double numberAt(int row, int column) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct PropertyColumn {
        QString title;
        const std::vector<double>* values;
        int components;
        int component;
        ColumnDigits digits;
    };
    std::vector<PropertyColumn> propertyColumns(const Dataset& dataset, int index) const;
    int fractionColumns() const;

    std::shared_ptr<const Structure> m_structure;
    std::shared_ptr<const Dataset> m_dataset;
    std::vector<PropertyColumn> m_columns;
};

} // namespace mbtr::gui
