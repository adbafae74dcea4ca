#include "widgets/items/name_delegate.h"

#include <QApplication>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr qsizetype kWorthShortening = 4; // letters

} // namespace

qsizetype sharedBeginning(const QString& name, const QString& other)
{
    const auto differs = std::mismatch(name.begin(), name.end(), other.begin(), other.end()).first;
    qsizetype shared = differs - name.begin();
    if (shared == name.size())
        return 0; // nothing would be left
    const auto belongs = [&](qsizetype i) { return name[i].isLetterOrNumber() || name[i] == '.' || name[i] == '-'; };
    while (shared > 0 && belongs(shared - 1)) // 100.5 and 100.0 differ as numbers
        --shared;
    return shared;
}

QString shortenedName(const QString& name, qsizetype shared, const QFontMetrics& metrics, int width)
{
    if (metrics.horizontalAdvance(name) <= width)
        return name;
    if (shared < kWorthShortening)
        return metrics.elidedText(name, Qt::ElideMiddle, width);
    const QString rest = name.mid(shared);
    const int room = width - metrics.horizontalAdvance(rest);
    if (room < metrics.horizontalAdvance(QChar(0x2026)))
        return metrics.elidedText(rest, Qt::ElideMiddle, width);
    return metrics.elidedText(name.left(shared), Qt::ElideRight, room) + rest;
}

void NameDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QStyle* style = option->widget ? option->widget->style() : QApplication::style();
    const int width = option->rect.width() - 2 * (style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, option->widget) + 1);
    if (width <= 0) // its size is asked for
        return;
    qsizetype shared = 0;
    for (const int by : {-1, 1})
        if (const QModelIndex other = index.siblingAtRow(index.row() + by); other.isValid())
            shared = std::max(shared, sharedBeginning(option->text, other.data().toString()));
    option->text = shortenedName(option->text, shared, option->fontMetrics, width);
}

} // namespace mbtr::gui

#include "moc_name_delegate.cpp"
