#pragma once

#include "widgets/work/phases/energy_check_study.h"

#include <QAbstractTableModel>
#include <memory>

namespace mbtr::gui {

/// Energies that deserve a second look, one a row: those that the others contradict, then pairs that the representation cannot
/// tell apart.
class EnergyCheckModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum class Rows { All, PairsOnly };
    enum Column { First, Second, Difference, Meaning, Columns };
    /// Structures of a row, indices into the dataset.
    struct Chosen {
        int first = -1;
        int second = -1; ///< of a pair; else -1
    };

    EnergyCheckModel(Rows rows, QObject* parent);

    void setCheck(std::shared_ptr<const EnergyCheck> check);
    Chosen chosenAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    int doubtfulRows() const;
    QString textAt(int row, int column) const;
    QString structureText(int dot) const;

    Rows m_rows;
    std::shared_ptr<const EnergyCheck> m_check;
};

/// What a check came to, in one sentence; empty before there is one.
QString energyCheckText(const EnergyCheckStudy& study);

} // namespace mbtr::gui
