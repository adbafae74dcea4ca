#include "widgets/fields/number_spin_box.h"

#include "widgets/fields/number_field.h"
#include "widgets/theme/theme.h"

#include <QLineEdit>
#include <QPainter>
#include <QWheelEvent>

namespace mbtr::gui {

NumberSpinBox::NumberSpinBox(NumberField* field)
    : QAbstractSpinBox(field)
    , m_field(field)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setLocale(QLocale::c());
}

void NumberSpinBox::stepBy(int steps)
{
    m_field->stepBy(steps);
}

QAbstractSpinBox::StepEnabled NumberSpinBox::stepEnabled() const
{
    return StepUpEnabled | StepDownEnabled;
}

// Everything may be typed; the field says what is wrong with it.
QValidator::State NumberSpinBox::validate(QString&, int&) const
{
    return QValidator::Acceptable;
}

void NumberSpinBox::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore();
}

void NumberSpinBox::setMarked(bool marked)
{
    m_marked = marked;
    update();
}

void NumberSpinBox::setRoomFor(const QString& text)
{
    if (fontMetrics().horizontalAdvance(text) <= fontMetrics().horizontalAdvance(m_widest))
        return;
    m_widest = text;
    updateGeometry();
}

void NumberSpinBox::paintEvent(QPaintEvent* event)
{
    QAbstractSpinBox::paintEvent(event);
    if (!m_marked)
        return;
    QPainter painter(this);
    painter.setPen(QPen(errorColor(), 2));
    painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), 2, 2);
}

QSize NumberSpinBox::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_widest) + 34, QAbstractSpinBox::sizeHint().height()};
}

QSize NumberSpinBox::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance("-0.000") + 34, QAbstractSpinBox::minimumSizeHint().height()};
}

} // namespace mbtr::gui
