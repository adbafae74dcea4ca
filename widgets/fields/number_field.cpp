#include "widgets/fields/number_field.h"

#include "widgets/fields/field_style.h"
#include "widgets/fields/number_slider.h"
#include "widgets/fields/number_spin_box.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/window_undo.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr int kTypingPause = 150; // milliseconds

QString textOf(std::optional<double> value)
{
    return value ? shortText(*value) : QString();
}

} // namespace

NumberField::NumberField(const NumberLimits& limits, QWidget* parent)
    : QWidget(parent)
    , m_limits(limits)
    , m_box(new NumberSpinBox(this))
    , m_note(new QLabel(this))
    , m_problem(makeProblemLabel(this))
    , m_typing(new QTimer(this))
{
    m_note->hide();
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(6);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_box, 0, 0);
    layout->addWidget(m_note, 0, 1);
    layout->addWidget(m_problem, 1, 0, 1, 3);
    layout->setColumnStretch(2, 1);
    if (limits.powers) {
        m_box->setRoomFor("1.490116e-08"); // 2^-26
        m_note->setMinimumWidth(fontMetrics().horizontalAdvance("= 2^-20.00 "));
    }
    m_problem->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // wraps rather than widens
    m_problem->setObjectName("problem");
    m_box->setObjectName("box");
    m_typing->setSingleShot(true);
    m_typing->setInterval(kTypingPause);
    setFocusProxy(m_box);
    const auto isPending = [this] { return m_refused || m_typing->isActive(); };
    new WindowUndo(m_box->editor(), isPending, [this] { restoreText(); });
    connect(m_typing, &QTimer::timeout, this, &NumberField::takeText);
    connect(m_box->editor(), &QLineEdit::textEdited, m_typing, qOverload<>(&QTimer::start));
    connect(m_box, &QAbstractSpinBox::editingFinished, this, [this] {
        if (m_typing->isActive())
            takeText();
    });
}

NumberField::~NumberField() = default;

void NumberField::setValue(std::optional<double> value)
{
    if (value == m_value && (m_refused || m_box->hasFocus() || m_box->text() == textOf(value)))
        return;
    m_typing->stop();
    m_value = value;
    m_refused = false;
    m_box->editor()->setText(textOf(value));
    if (!m_box->editor()->hasFocus())
        m_box->editor()->setCursorPosition(0); // of a long number the first digits
    setProblem({});
    showNote();
}

/// Of the last good value.
void NumberField::restoreText()
{
    m_typing->stop();
    m_refused = false;
    m_box->editor()->setText(textOf(m_value));
    setProblem({});
}

void NumberField::setUnit(const QString& unit)
{
    m_unit = unit;
    showNote();
}

void NumberField::setPlaceholder(const QString& text)
{
    m_box->editor()->setPlaceholderText(text);
    m_box->setRoomFor(text + ' ');
}

void NumberField::describe(const QString& accessibleName, const QString& toolTip)
{
    m_box->setAccessibleName(accessibleName);
    setAccessibleName(accessibleName);
    setToolTip(toolTip);
    m_box->setToolTip(toolTip);
    if (m_slider)
        m_slider->setAccessibleName(tr("%1, slider").arg(accessibleName));
}

void NumberField::addSlider(const SliderSpan& span)
{
    m_slider = new NumberSlider(this);
    m_slider->setSpan(span);
    auto* grid = static_cast<QGridLayout*>(layout());
    grid->addWidget(m_slider, 0, 2);
    connect(m_slider, &NumberSlider::numberMoved, this, &NumberField::slideTo);
}

void NumberField::setSliderSpan(const SliderSpan& span)
{
    if (m_slider)
        m_slider->setSpan(span);
}

void NumberField::slideTo(double value)
{
    m_typing->stop();
    m_refused = false;
    m_box->editor()->setText(shortText(value));
    setProblem({});
    take(value);
}

void NumberField::setProblem(const QString& problem)
{
    showProblem(m_problem, problem);
    m_box->setMarked(!problem.isEmpty());
    m_box->setAccessibleDescription(problem);
}

QString NumberField::problem() const
{
    return m_problem->text();
}

void NumberField::clearForeignProblem()
{
    if (!m_refused)
        setProblem({});
}

void NumberField::takeText()
{
    m_typing->stop();
    const QString text = m_box->text().trimmed();
    const auto value = numberFrom(text);
    const QString refused = refusal(value, text);
    m_refused = !refused.isEmpty();
    setProblem(refused);
    if (!m_refused)
        take(value);
}

void NumberField::take(std::optional<double> value)
{
    if (value == m_value)
        return;
    m_value = value;
    showNote();
    emit valueChanged(value);
}

QString NumberField::refusal(std::optional<double> value, const QString& text) const
{
    if (text.isEmpty())
        return m_limits.optional ? QString() : tr("A number is needed here.");
    if (!value)
        return tr("'%1' is not a number; expected for example 0.02, 1e-9 or 2^-4.").arg(text.left(40));
    if (m_limits.whole && *value != std::round(*value))
        return tr("%1 is not a whole number.").arg(shortText(*value));
    if (m_limits.minExcluded && *value <= m_limits.min)
        return tr("Must be larger than %1, is %2.").arg(shortText(m_limits.min), shortText(*value));
    if (*value < m_limits.min)
        return tr("Must be at least %1, is %2.").arg(shortText(m_limits.min), shortText(*value));
    if (*value > m_limits.max)
        return tr("Must be at most %1, is %2.").arg(shortText(m_limits.max), shortText(*value));
    return {};
}

void NumberField::stepBy(int steps)
{
    const auto typed = numberFrom(m_box->text());
    const double start = typed.value_or(m_value.value_or(m_limits.step > 0 ? 0 : 1));
    double next = m_limits.step > 0 ? start + steps * m_limits.step : start * std::pow(m_limits.factor, steps);
    if (m_limits.step > 0 && !m_limits.whole)
        next = std::round(next / m_limits.step * 1e6) * m_limits.step / 1e6; // 0.30000000000000004 is 0.3
    next = m_limits.whole ? std::round(next) : next;
    next = std::min(next, m_limits.max);
    if (m_limits.minExcluded ? next <= m_limits.min : next < m_limits.min)
        next = m_limits.minExcluded ? start : m_limits.min;
    m_box->editor()->setText(shortText(next));
    takeText();
}

void NumberField::showNote()
{
    if (m_slider)
        m_slider->setNumber(m_value);
    QString note = m_unit;
    if (m_limits.powers && m_value)
        note = "= " + powerOfTwo(*m_value) + (m_unit.isEmpty() ? QString() : ' ' + m_unit);
    m_note->setText(note);
    m_note->setVisible(m_limits.powers || !note.isEmpty());
}

} // namespace mbtr::gui
