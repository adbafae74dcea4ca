#include "widgets/items/share_delegate.h"

#include <QApplication>
#include <QPainter>
#include <algorithm>
#include <utility>

namespace mbtr::gui {

void ShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, QString());
    QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const double share = std::clamp(index.data(Qt::UserRole).toDouble(), 0.0, 1.0);
    const QRectF room = QRectF(option.rect).adjusted(2, 3, -2, -3);
    QColor color = option.palette.color(QPalette::Highlight);
    const bool chosen = option.state & QStyle::State_Selected;
    if (chosen)
        color = option.palette.color(QPalette::HighlightedText);
    color.setAlpha(chosen ? 90 : 110);
    painter->fillRect(QRectF(room.topLeft(), QSizeF(share * room.width(), room.height())), color);
    painter->setPen(option.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(QRectF(option.rect).adjusted(6, 0, -6, 0), Qt::AlignRight | Qt::AlignVCenter, text);
}

} // namespace mbtr::gui

#include "moc_share_delegate.cpp"
