#include "widgets/items/measurement_table_model.h"

#include "widgets/fields/element_text.h"

#include <QLocale>
#include <cmath>

namespace mbtr::gui {

namespace {

QString numberText(const Measurement& measurement, double value)
{
    if (!std::isfinite(value))
        return {};
    return QString::number(value, 'f', measurement.isAngle() ? 2 : 4).replace('-', QChar(0x2212));
}

} // namespace

QString kindText(const Measurement& measurement)
{
    const QString names[] = {tr("Distance"), tr("Angle"), tr("Dihedral angle")};
    return names[measurement.atoms.size() - 2];
}

QString unitText(const Measurement& measurement)
{
    return measurement.isAngle() ? QStringLiteral("\u00b0") : QStringLiteral("\u00c5");
}

QString valueText(const Measurement& measurement, const Structure& structure)
{
    const QString number = numberText(measurement, valueOf(measurement, structure));
    if (number.isEmpty())
        return {};
    return measurement.isAngle() ? number + unitText(measurement) : number + ' ' + unitText(measurement);
}

void MeasurementTableModel::setMeasurements(std::vector<Measurement> measurements)
{
    beginResetModel();
    m_measurements = std::move(measurements);
    endResetModel();
}

void MeasurementTableModel::setStructure(std::shared_ptr<const Structure> structure)
{
    m_structure = std::move(structure);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

int MeasurementTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_measurements.size());
}

int MeasurementTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

QString MeasurementTableModel::atomsText(const Measurement& measurement) const
{
    QStringList names;
    for (const int atom : measurement.atoms) {
        const bool isThere = m_structure && atom < m_structure->atomCount();
        names.append(isThere ? atomText(m_structure->species, atom) : QString::number(atom));
    }
    return names.join(QChar(0x2013));
}

QVariant MeasurementTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Measurement& measurement = m_measurements[std::size_t(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((index.column() == Value ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Kind:
        return kindText(measurement);
    case Atoms:
        return atomsText(measurement);
    case Unit:
        return unitText(measurement);
    default: {
        const double value = m_structure ? valueOf(measurement, *m_structure) : std::nan("");
        if (!std::isfinite(value))
            return role == Qt::ToolTipRole ? tr("Not defined: atoms on a line, or not in this structure") : QString();
        return role == Qt::ToolTipRole ? QString::number(value, 'g', QLocale::FloatingPointShortest)
                                       : numberText(measurement, value);
    }
    }
}

QVariant MeasurementTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Measure"), tr("Atoms"), tr("Value"), tr("Unit")};
    return section < Columns ? titles[section] : QVariant();
}

QString MeasurementTableModel::csv() const
{
    QString text = "measure,atoms,value,unit\n";
    for (const Measurement& measurement : m_measurements) {
        const double value = m_structure ? valueOf(measurement, *m_structure) : std::nan("");
        const QString kind = measurement.atoms.size() == 2 ? "distance" : measurement.atoms.size() == 3 ? "angle" : "dihedral";
        text += QStringLiteral("%1,%2,%3,%4\n")
                    .arg(kind, atomsText(measurement).replace(QChar(0x2013), '-'),
                         std::isfinite(value) ? QString::number(value, 'g', QLocale::FloatingPointShortest) : QString(),
                         measurement.isAngle() ? "degree" : "angstrom");
    }
    return text;
}

} // namespace mbtr::gui

#include "moc_measurement_table_model.cpp"
#include "widgets/fields/texts.h"
