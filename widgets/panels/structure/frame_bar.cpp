#include "widgets/panels/structure/frame_bar.h"

#include "widgets/fields/counting.h"
#include "widgets/fields/window_undo.h"
#include "widgets/theme/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace mbtr::gui {

FrameBar::FrameBar(QWidget* parent)
    : QWidget(parent)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_number(new QLabel(this))
    , m_speed(new QSpinBox(this))
{
    setObjectName("frameBar");
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    addButtons();
    addControls();
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FrameBar::play);
    connect(m_slider, &QSlider::valueChanged, this, [this](int frame) { advance(frame - m_current); });
    connect(m_speed, &QSpinBox::valueChanged, this, &FrameBar::setSpeed);
    setSpeed(m_speed->value());
}

QToolButton* FrameBar::addButton(const char* name, const char* icon, const QString& text, const QString& keys)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(themedIcon(icon));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(text);
    button->setToolTip(keys.isEmpty() ? text : tr("%1 (%2 in the 3-D view)").arg(text, keys));
    layout()->addWidget(button);
    return button;
}

void FrameBar::addButtons()
{
    const auto* first = addButton("firstFrame", "first", tr("First structure"), {});
    const auto* previous = addButton("previousFrame", "previous", tr("Previous structure"), tr("Page Up"));
    m_play = addButton("playFrames", "play", tr("Play"), tr("Space"));
    const auto* next = addButton("nextFrame", "next", tr("Next structure"), tr("Page Down"));
    const auto* last = addButton("lastFrame", "last", tr("Last structure"), {});
    connect(first, &QToolButton::clicked, this, [this] { step(-m_current); });
    connect(previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_play, &QToolButton::clicked, this, &FrameBar::togglePlaying);
    connect(next, &QToolButton::clicked, this, [this] { step(1); });
    connect(last, &QToolButton::clicked, this, [this] { step(m_count - 1 - m_current); });
    m_loop = addButton("loopFrames", "loop", tr("Play again and again"), {});
    m_loop->setCheckable(true);
    m_loop->setChecked(true);
}

void FrameBar::addControls()
{
    m_slider->setObjectName("frameSlider");
    m_slider->setAccessibleName(tr("Structure number"));
    m_slider->setToolTip(tr("Which structure of the dataset is shown. %1").arg(countedText()));
    m_slider->setMinimumWidth(30);
    m_number->setObjectName("frameNumber");
    m_speed->setObjectName("frameSpeed");
    m_speed->setRange(1, 60);
    WindowUndo::pass(m_speed);
    m_speed->setValue(15);
    m_speed->setSuffix(tr(" /s"));
    m_speed->setAccessibleName(tr("Structures per second"));
    m_speed->setToolTip(tr("Speed of playing, structures per second"));
    auto* row = static_cast<QHBoxLayout*>(layout());
    row->addSpacing(3);
    row->addWidget(m_slider, 1);
    row->addSpacing(3);
    row->addWidget(m_number);
    row->addSpacing(3);
    row->addWidget(m_speed);
}

void FrameBar::setFrames(int current, int count)
{
    m_current = current;
    m_count = count;
    const QSignalBlocker blocker(m_slider);
    m_slider->setRange(0, std::max(count - 1, 0));
    m_slider->setPageStep(std::max(count / 20, 1));
    m_slider->setValue(current);
    showNumber();
    if (count < 2)
        setPlaying(false);
}

void FrameBar::setSpeed(int speed)
{
    m_timer.setInterval(1000 / speed);
    m_clock.start();
    m_played = 0;
}

void FrameBar::setPlaying(bool playing)
{
    if (playing && m_count > 1 && m_current == m_count - 1 && !m_loop->isChecked())
        emit frameWanted(0);
    setSpeed(m_speed->value());
    if (playing && m_count > 1)
        m_timer.start();
    else
        m_timer.stop();
    const QString text = isPlaying() ? tr("Pause") : tr("Play");
    m_play->setIcon(themedIcon(isPlaying() ? "pause" : "play"));
    m_play->setAccessibleName(text);
    m_play->setToolTip(tr("%1 (%2 in the 3-D view)").arg(text, tr("Space")));
}

void FrameBar::play()
{
    const qint64 due = m_clock.elapsed() * m_speed->value() / 1000;
    // A picture that took very long must not be followed by a leap.
    int frames = int(std::clamp<qint64>(due - m_played, 0, std::max(m_speed->value() / 4, 1)));
    m_played = due;
    if (!m_loop->isChecked() && m_current + frames >= m_count - 1) {
        frames = m_count - 1 - m_current;
        setPlaying(false);
    }
    advance(frames);
}

void FrameBar::step(int frames)
{
    setPlaying(false);
    advance(frames);
}

void FrameBar::advance(int frames)
{
    if (m_count < 1 || frames == 0)
        return;
    const int wanted = m_current + frames;
    emit frameWanted(((wanted % m_count) + m_count) % m_count);
}

void FrameBar::showNumber()
{
    m_number->setText(tr("%1 of %2").arg(numberOf(m_current)).arg(m_count));
    // As wide as the last number, so that the slider does not tremble while playing.
    m_number->setMinimumWidth(m_number->fontMetrics().horizontalAdvance(tr("%1 of %2").arg(m_count).arg(m_count)));
    m_number->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace mbtr::gui
