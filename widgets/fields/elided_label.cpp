#include "widgets/fields/elided_label.h"

#include <QPainter>
#include <QStyle>

namespace mbtr::gui {

ElidedLabel::ElidedLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

QString ElidedLabel::shownText() const
{
    return fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
}

void ElidedLabel::paintEvent(QPaintEvent* event)
{
    if (shownText() == text())
        return QLabel::paintEvent(event); // text can be selected
    QPainter painter(this);
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment() | Qt::TextSingleLine), palette(), isEnabled(),
                          shownText(), foregroundRole());
}

} // namespace mbtr::gui

#include "moc_elided_label.cpp"
