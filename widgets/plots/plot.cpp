#include "widgets/plots/plot.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <qcustomplot.h>

namespace mbtr::gui {

Plot::Plot(QWidget* parent)
    : QWidget(parent)
    , m_canvas(new QCustomPlot(this))
    , m_title(new QCPTextElement(m_canvas))
    , m_readout(new QLabel(m_canvas))
    , m_menuButton(new QToolButton(m_canvas))
    , m_crossHair(new QCPItemStraightLine(m_canvas))
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(1, 1, 1, 1);
    m_row->setSpacing(0);
    m_row->addWidget(m_canvas, 1);
    m_canvas->setObjectName("canvas");
    m_canvas->setFocusPolicy(Qt::NoFocus);
    m_canvas->setMouseTracking(true);
    m_canvas->setMinimumSize(160, 110);
    m_canvas->installEventFilter(this);
    m_canvas->plotLayout()->insertRow(0);
    m_canvas->plotLayout()->addElement(0, 0, m_title);
    m_canvas->plotLayout()->setRowSpacing(0);
    m_canvas->axisRect()->setMinimumMargins({60, 4, 14, 4}); // wide on the left so that stacked plots line up
    m_canvas->setAutoAddPlottableToLegend(false);
    m_canvas->xAxis->setTicker(makeTicker(Ticks::Free));
    m_canvas->yAxis->setTicker(makeTicker(Ticks::Free));
    m_canvas->setPlottingHint(QCP::phFastPolylines);
    m_canvas->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_canvas->axisRect()->setRangeZoomFactor(kWheelFactor);
    m_canvas->addLayer("cursor", m_canvas->layer("main"), QCustomPlot::limAbove);
    m_canvas->layer("cursor")->setMode(QCPLayer::lmBuffered);
    m_crossHair->setLayer("cursor");
    m_crossHair->setSelectable(false);
    m_crossHair->setVisible(false);
    m_title->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    m_title->setMargins({8, 3, 8, 0});
    m_title->setText(" ");
    m_readout->setObjectName("readout");
    m_readout->setAccessibleName(tr("Value at the cursor"));
    m_readout->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_readout->setAutoFillBackground(true);
    m_readout->setMargin(2);
    m_readout->hide();
    m_menuButton->setObjectName("plotMenu");
    m_menuButton->setText(QStringLiteral("\u22ee"));
    m_menuButton->setAccessibleName(tr("Menu of the plot"));
    m_menuButton->setToolTip(tr("Reset, copy and save (right click or the Menu key)"));
    m_menuButton->setAutoRaise(true);
    m_menuButton->setAutoFillBackground(true); // above a long title
    m_menuButton->setFocusPolicy(Qt::NoFocus); // the Menu key does the same
    m_menuButton->setFixedSize(18, 20);
    connect(m_menuButton, &QToolButton::clicked, this,
            [this] { showMenu(m_menuButton->mapToGlobal(m_menuButton->rect().bottomLeft())); });
    setFocusPolicy(Qt::StrongFocus);
    const QString help = tr("Drag: zoom to a rectangle. Shift and drag: pan. Wheel: zoom at the cursor. Double click: reset. "
                            "Keys: arrows pan, + and - zoom, Home resets. Right click: copy and save.");
    setWhatsThis(help);
    setAccessibleDescription(help);
    connectMouse();
    applyStyle();
}

Plot::~Plot() = default;

void Plot::connectMouse()
{
    connect(m_canvas, &QCustomPlot::mousePress, this,
            [this](QMouseEvent* event) { startDrag(event->buttons(), event->modifiers(), event->pos()); });
    connect(m_canvas, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (event->buttons() & Qt::LeftButton && event->modifiers() & Qt::ShiftModifier)
            m_zoomed = true;
        moveCursor(event->position());
    });
    connect(m_canvas, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
        const bool still = (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance();
        if (event->button() == Qt::LeftButton && still && plotArea().contains(event->pos()))
            clickedAt(event->position());
    });
    connect(m_canvas, &QCustomPlot::mouseDoubleClick, this, &Plot::reset);
    connect(m_canvas, &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) { zoomByWheel(*event); });
    const auto guard = [this](QCPAxis* axis, QPointF& full) {
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this, axis, &full] { keepInSight(axis, full); });
    };
    guard(m_canvas->xAxis, m_fullX);
    guard(m_canvas->yAxis, m_fullY);
    connect(m_canvas->selectionRect(), &QCPSelectionRect::accepted, this, &Plot::zoomTo);
    for (QCPAxis* axis : {m_canvas->xAxis, m_canvas->yAxis})
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, &Plot::labelAxes);
}

void Plot::startDrag(Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers, const QPoint& position)
{
    setFocus(Qt::MouseFocusReason);
    m_pressed = position;
    const bool zooms = buttons == Qt::LeftButton && !(modifiers & Qt::ShiftModifier) && plotArea().contains(position);
    m_canvas->setSelectionRectMode(zooms ? QCP::srmCustom : QCP::srmNone);
}

void Plot::setLogarithmic(bool on)
{
    if (!offersLogarithm() || on == m_logarithmic)
        return;
    m_logarithmic = on;
    m_canvas->yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_canvas->yAxis->setTicker(on ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog) : makeTicker(m_y.ticks));
    m_canvas->yAxis->setNumberFormat(on ? "eb" : "gb");
    m_canvas->yAxis->setNumberPrecision(on ? 0 : 6);
    spaceTicks();
    reset();
}

// As many labels as fit beside each other.
void Plot::spaceTicks()
{
    const int width = m_canvas->width() - m_canvas->axisRect()->margins().left();
    m_canvas->xAxis->ticker()->setTickCount(std::clamp(width / 80, 2, 7));
    m_canvas->yAxis->ticker()->setTickCount(std::clamp((m_canvas->height() - 60) / 28, 2, 6));
}

void Plot::setTitle(const QString& title)
{
    m_title->setText(title.isEmpty() ? " " : title);
    replotSoon();
}

QString Plot::title() const
{
    return m_title->text().trimmed();
}

void Plot::setAxes(const AxisText& x, const AxisText& y)
{
    m_x = x;
    m_y = y;
    m_canvas->xAxis->setTicker(makeTicker(x.ticks));
    spaceTicks();
    labelAxes();
    replotSoon();
}

/// With what is taken off the numbers of their ticks.
void Plot::labelAxes()
{
    const auto label = [](QCPAxis* axis, const AxisText& text) {
        const double offset = axis->scaleType() == QCPAxis::stLinear ? axisOffset(axis->range().lower, axis->range().upper) : 0;
        const bool hasOffset = text.ticks == Ticks::Free && offset != 0;
        axis->setLabel(hasOffset ? AxisText {withOffset(text.label, offset), text.unit}.text() : text.text());
    };
    label(m_canvas->xAxis, m_x);
    label(m_canvas->yAxis, m_y);
}

QString Plot::xNumber(double value, int least) const
{
    return readoutNumber(value, m_canvas->xAxis->range().size(), least);
}

QString Plot::yNumber(double value, int least) const
{
    return readoutNumber(value, m_canvas->yAxis->range().size(), least);
}

void Plot::setStale(bool stale)
{
    if (m_stale == stale)
        return;
    m_stale = stale;
    applyStyle();
}

QRectF Plot::visibleRange() const
{
    const QCPRange x = m_canvas->xAxis->range();
    const QCPRange y = m_canvas->yAxis->range();
    return {x.lower, y.lower, x.size(), y.size()};
}

QRect Plot::plotArea() const
{
    return m_canvas->axisRect()->rect();
}

QCPLayer* Plot::cursorLayer() const
{
    return m_canvas->layer("cursor");
}

void Plot::reset()
{
    m_zoomed = false;
    fitRanges();
    replotSoon();
}

void Plot::replotSoon()
{
    m_canvas->replot(QCustomPlot::rpQueuedReplot);
}

void Plot::applyStyle()
{
    m_styling = true;
    m_style = plotStyle(palette(), font());
    styleCanvas(*m_canvas, m_style);
    QFont bold = m_style.font;
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setTextColor(m_stale ? m_style.muted : m_style.text);
    QPalette readout = palette();
    readout.setColor(QPalette::Window, m_style.background);
    readout.setColor(QPalette::WindowText, m_style.text);
    m_readout->setPalette(readout);
    readout.setColor(QPalette::Button, m_style.background);
    m_menuButton->setPalette(readout);
    m_readout->setFont(m_style.smallFont);
    m_crossHair->setPen(QPen(m_style.muted, 1, Qt::DotLine));
    restyle();
    m_styling = false;
    replotSoon();
}

void Plot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    const bool looks
        = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange;
    if (looks && !m_styling)
        applyStyle();
}

void Plot::keyPressEvent(QKeyEvent* event)
{
    constexpr double step = 0.1;
    switch (event->key()) {
    case Qt::Key_Left:
        return panBy(-step, 0);
    case Qt::Key_Right:
        return panBy(step, 0);
    case Qt::Key_Up:
        return panBy(0, step);
    case Qt::Key_Down:
        return panBy(0, -step);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(0.8);
    case Qt::Key_Minus:
        return zoomBy(1.25);
    case Qt::Key_Home:
        return reset();
    default:
        break;
    }
    if (event->matches(QKeySequence::Copy))
        return copyPicture();
    QWidget::keyPressEvent(event);
}

void Plot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_style.background);
    if (hasFocus()) {
        painter.setPen(m_style.highlight);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void Plot::focusInEvent(QFocusEvent*)
{
    update();
}

void Plot::focusOutEvent(QFocusEvent*)
{
    update();
}

bool Plot::eventFilter(QObject* object, QEvent* event)
{
    if (object == m_canvas && event->type() == QEvent::ContextMenu) { // the canvas keeps mouse events from its parents
        contextMenuEvent(static_cast<QContextMenuEvent*>(event));
        return true;
    }
    if (object == m_canvas && event->type() == QEvent::Leave) {
        hideCursor();
        showReadout({});
    }
    if (object == m_canvas && event->type() == QEvent::Resize) {
        placeReadout();
        spaceTicks();
    }
    return QWidget::eventFilter(object, event);
}

} // namespace mbtr::gui
