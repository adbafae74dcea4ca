#include "widgets/fields/number_slider.h"

#include <QSignalBlocker>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr int kSteps = 1000;

} // namespace

NumberSlider::NumberSlider(QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
{
    setObjectName("slider");
    setRange(0, kSteps);
    setSingleStep(kSteps / 100);
    setPageStep(kSteps / 10);
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QSlider::valueChanged, this, [this](int position) {
        m_number = numberAt(position);
        emit numberMoved(*m_number);
    });
}

void NumberSlider::setSpan(const SliderSpan& span)
{
    if (span == m_span)
        return;
    m_span = span;
    setNumber(m_number);
}

void NumberSlider::setNumber(std::optional<double> number)
{
    m_number = number;
    if (isSliderDown())
        return; // it is where the number comes from
    const QSignalBlocker blocker(this);
    setValue(number ? positionOf(*number) : kSteps);
}

double NumberSlider::numberAt(int position) const
{
    const double part = double(position) / kSteps;
    const double number = m_span.logarithmic ? m_span.low * std::pow(m_span.high / m_span.low, part)
                                             : m_span.low + part * (m_span.high - m_span.low);
    if (m_span.whole)
        return std::round(number);
    const double step
        = m_span.logarithmic ? std::pow(10, std::floor(std::log10(number)) - 2) : (m_span.high - m_span.low) / kSteps;
    return QString::number(std::round(number / step) * step, 'g', 6).toDouble();
}

int NumberSlider::positionOf(double number) const
{
    const double part = m_span.logarithmic ? std::log(std::max(number, 1e-300) / m_span.low) / std::log(m_span.high / m_span.low)
                                           : (number - m_span.low) / (m_span.high - m_span.low);
    return static_cast<int>(std::lround(kSteps * std::clamp(part, 0.0, 1.0)));
}

/// Scrolling a form changes nothing.
void NumberSlider::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QSlider::wheelEvent(event);
    else
        event->ignore();
}

QSize NumberSlider::sizeHint() const
{
    return {90, QSlider::sizeHint().height()};
}

QSize NumberSlider::minimumSizeHint() const
{
    return {44, QSlider::minimumSizeHint().height()};
}

} // namespace mbtr::gui

#include "moc_number_slider.cpp"
