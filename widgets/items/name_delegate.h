#pragma once

#include <QStyledItemDelegate>

class QFontMetrics;

namespace mbtr::gui {

/// Shortens names where they do not differ from those above and below: "eth…35.5 fs" rather than "etha…5 fs".
class NameDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

/// How many letters two names share at their beginning, up to a whole word.
qsizetype sharedBeginning(const QString& name, const QString& other);

/// As it is where it fits into `width` pixels; else its first `shared` letters give way.
QString shortenedName(const QString& name, qsizetype shared, const QFontMetrics& metrics, int width);

} // namespace mbtr::gui
