#pragma once

#include "core/chemistry/bonding/bonds.h"

#include <QAbstractTableModel>
#include <map>
#include <utility>
#include <vector>

namespace mbtr::gui {

/// The pairs of elements of a structure, one a row: how long their bonds may be, and how many there are. What is typed into min
/// and max is only told (edited); an empty text means what the radii say.
class BondRulesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Pair, Radii, Min, Max, Count, Columns };
    using ElementPair = std::pair<int, int>; ///< atomic numbers, the smaller first

    using QAbstractTableModel::QAbstractTableModel;

    void setElements(const std::vector<int>& elements);
    void setRules(const BondRules& rules);
    /// How many bonds there are between which elements.
    /// bonds: that are drawn; leftOut: pairs of atoms as near as bonds of their elements, which are none.
    void setCounts(std::map<ElementPair, int> bonds, std::map<ElementPair, int> leftOut);
    const ElementPair& pairAt(int row) const { return m_pairs[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    /// By the user.
    void edited(const mbtr::BondRules& rules);
    /// One sentence.
    void refused(const QString& problem);

private:
    static int countIn(const std::map<ElementPair, int>& counts, const ElementPair& pair);
    double largestByRadii(const ElementPair& pair) const;
    QString text(const QModelIndex& index) const;

    std::vector<ElementPair> m_pairs;
    BondRules m_rules;
    std::map<ElementPair, int> m_counts;
    std::map<ElementPair, int> m_leftOut;
};

} // namespace mbtr::gui
