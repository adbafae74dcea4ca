#pragma once

#include <QCollator>
#include <QSortFilterProxyModel>

namespace mbtr::gui {

class StructureTableModel;

/// The structures whose name or formula contains a text, in the order of a column; missing values come last either way.
class StructureFilterModel : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit StructureFilterModel(StructureTableModel* structures, QObject* parent = nullptr);

    void setText(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    StructureTableModel* m_structures;
    QString m_text;
    QString m_folded; ///< case folded
    QCollator m_collator; ///< "mol2" before "mol10"
};

} // namespace mbtr::gui
