#pragma once

#include "core/chemistry/measurements.h"

#include <QAbstractTableModel>
#include <memory>

namespace mbtr::gui {

/// "Distance", "Angle", "Dihedral angle".
QString kindText(const Measurement& measurement);
/// "Å" or "°".
QString unitText(const Measurement& measurement);
/// The value with the digits that mean something and its unit; empty where it is not defined.
QString valueText(const Measurement& measurement, const Structure& structure);

/// Measurements of a structure, one a row: kind, atoms, value, unit.
class MeasurementTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Kind, Atoms, Value, Unit, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setMeasurements(std::vector<Measurement> measurements);
    void setStructure(std::shared_ptr<const Structure> structure);
    /// The table as text with a header; numbers with a dot and all their digits.
    QString csv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString atomsText(const Measurement& measurement) const;

    std::vector<Measurement> m_measurements;
    std::shared_ptr<const Structure> m_structure;
};

} // namespace mbtr::gui
