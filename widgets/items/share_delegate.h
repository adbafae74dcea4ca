#pragma once

#include <QStyledItemDelegate>

namespace mbtr::gui {

/// Draws a share (Qt::UserRole, 0..1) as a bar from the left of the cell, its text on top.
class ShareDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace mbtr::gui
