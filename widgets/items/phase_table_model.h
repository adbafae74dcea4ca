#pragma once

#include "widgets/work/phases/phase_view.h"

#include <QAbstractTableModel>
#include <memory>

namespace mbtr::gui {

/// The structures of a phase diagram, one a row: number, composition, energy of formation with the spread of a prediction,
/// energy above the hull, what it decomposes into, standardised residual.
class PhaseTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Structure, Composition, Energy, Spread, Above, Decomposition, Residual, Columns };
    static constexpr int kSortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setView(std::shared_ptr<const PhaseView> view);
    /// Of the dataset; -1 = none.
    int structureAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    double numberAt(int row, int column) const;
    QString textAt(int row, int column) const;

    std::shared_ptr<const PhaseView> m_view;
};

/// The facets of the lower hull: the phases that stand beside one another, and the chemical potential of each element there.
/// Each facet is a vertex of the chemical potential diagram.
class FacetTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setView(std::shared_ptr<const PhaseView> view);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const PhaseView> m_view;
};

} // namespace mbtr::gui
