#pragma once

#include "widgets/fields/units.h"

#include <QAbstractTableModel>
#include <memory>
#include <span>

namespace mbtr {
struct Structure;
struct TupleContribution;
struct TupleSite;
}

namespace mbtr::gui {

struct BrushedTuples;

/// "H3–C0–O2(0 0 -1)": element, index from 0 and, where it is another cell than the first atom's, the image.
QString sitesText(const Structure& structure, std::span<const TupleSite> sites);
QString tupleText(const BrushedTuples& tuples, const TupleContribution& tuple);

/// The tuples that make brushed bins, one a row, heaviest share first: atoms, g, weight, share, per cent of the value.
class ContributionTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Atoms, Value, Weight, Share, Percent, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setTuples(std::shared_ptr<const BrushedTuples> tuples);
    /// The table as text with a header; numbers with a dot and all their digits.
    QString csv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    double numberAt(int row, int column) const;
    ShownUnit unit() const;

    std::shared_ptr<const BrushedTuples> m_tuples;
};

} // namespace mbtr::gui
