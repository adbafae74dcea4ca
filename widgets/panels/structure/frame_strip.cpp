#include "widgets/panels/structure/frame_strip.h"

#include "core/dataset/dataset.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/units.h"

#include <QActionGroup>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <limits>

namespace mbtr::gui {

namespace {

const std::vector<double>& numbersOf(const Property& property)
{
    return std::get<StructureNumbers>(property.values).values;
}

/// An energy where there is one: it is what people follow.
const Property* preferredProperty(const Dataset& dataset, const QString& before)
{
    const Property* first = nullptr;
    const Property* energy = nullptr;
    for (const Property& property : dataset.properties) {
        if (!property.isScalar() || property.count() == 0)
            continue;
        const QString name = QString::fromStdString(property.name);
        if (!before.isEmpty() && name == before)
            return &property;
        first = first ? first : &property;
        if (!energy && name.contains("energy", Qt::CaseInsensitive))
            energy = &property;
    }
    return energy ? energy : first;
}

} // namespace

FrameStrip::FrameStrip(QWidget* parent)
    : QWidget(parent)
    , m_choose(new QToolButton(this))
{
    setObjectName("frameStrip");
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_choose->setObjectName("stripProperty");
    m_choose->setAccessibleName(tr("Property shown along the structures"));
    m_choose->setToolTip(tr("Which property is shown along the structures"));
    m_choose->setAutoRaise(true);
    m_choose->setArrowType(Qt::DownArrow);
    m_choose->setPopupMode(QToolButton::InstantPopup);
    m_choose->setStyleSheet("QToolButton::menu-indicator { image: none; }");
    m_choose->setFocusPolicy(Qt::TabFocus);
    m_choose->setFixedSize(18, 18);
    m_choose->setMenu(new QMenu(m_choose));
    hide();
}

FrameStrip::~FrameStrip() = default;

QSize FrameStrip::sizeHint() const
{
    return {200, fontMetrics().height() + 34};
}

void FrameStrip::setDataset(std::shared_ptr<const Dataset> dataset)
{
    const QString before = property();
    m_dataset = std::move(dataset);
    m_property = nullptr;
    m_current = 0;
    choose(m_dataset && m_dataset->size() > 2 ? preferredProperty(*m_dataset, before) : nullptr);
    fillMenu();
    setVisible(m_property);
}

QString FrameStrip::property() const
{
    return m_property ? QString::fromStdString(m_property->name) : QString();
}

void FrameStrip::fillMenu()
{
    m_choose->menu()->clear();
    if (!m_property)
        return;
    auto* group = new QActionGroup(m_choose->menu());
    for (const Property& property : m_dataset->properties) {
        if (!property.isScalar() || property.count() == 0)
            continue;
        auto* action = m_choose->menu()->addAction(QString::fromStdString(property.name).replace('&', "&&"));
        action->setCheckable(true);
        action->setChecked(&property == m_property);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, &property] { choose(&property); });
    }
}

void FrameStrip::choose(const Property* property)
{
    m_property = property;
    m_values = property ? &numbersOf(*property) : nullptr;
    m_low = std::numeric_limits<double>::infinity();
    m_high = -m_low;
    if (m_values)
        for (const double value : *m_values)
            if (std::isfinite(value)) {
                m_low = std::min(m_low, value);
                m_high = std::max(m_high, value);
            }
    m_curveFits = false;
    describe();
    update();
}

void FrameStrip::setCurrent(int frame)
{
    m_current = frame;
    describe();
    update();
}

/// Tells values of the curve apart, however narrow its range.
QString FrameStrip::numberText(double value) const
{
    return distinctText(value, (m_high - m_low) / 1000);
}

/// For those who do not see the curve.
void FrameStrip::describe()
{
    if (!m_values || m_current >= int(m_values->size()))
        return;
    const QString unit = prettyUnit(m_property->unit);
    const double now = (*m_values)[std::size_t(m_current)];
    setAccessibleName(tr("%1 along the structures: now %2, from %3 to %4 %5")
                          .arg(property(), std::isfinite(now) ? numberText(now) : numberOrDash(now), numberText(m_low),
                               numberText(m_high), unit)
                          .trimmed());
    setToolTip(tr("%1 along the structures, from %2 to %3 %4; click or drag to choose one")
                   .arg(property(), numberText(m_low), numberText(m_high), unit));
}

QRectF FrameStrip::plotRect() const
{
    return QRectF(rect()).adjusted(5, fontMetrics().height() + 6, -5, -5);
}

QPointF FrameStrip::pointOf(int frame) const
{
    const QRectF area = plotRect();
    const double value = (*m_values)[std::size_t(frame)];
    const double share = m_high > m_low ? (value - m_low) / (m_high - m_low) : 0.5;
    return {area.left() + area.width() * frame / std::max<double>(double(m_values->size()) - 1, 1),
            area.bottom() - share * area.height()};
}

/// Lines from frame to frame; of more frames than pixels a line from the lowest to the highest in each column.
void FrameStrip::makeCurve()
{
    m_curve.clear();
    m_curveFits = true;
    const int count = int(m_values->size());
    const int columns = std::max(int(plotRect().width()), 2);
    const auto isThere = [this](int frame) { return std::isfinite((*m_values)[std::size_t(frame)]); };
    if (count <= 2 * columns) {
        for (int frame = 1; frame < count; ++frame)
            if (isThere(frame - 1) && isThere(frame))
                m_curve.emplace_back(pointOf(frame - 1), pointOf(frame));
        return;
    }
    for (int column = 0; column < columns; ++column) {
        const int begin = int(std::int64_t(column) * count / columns), end = int(std::int64_t(column + 1) * count / columns);
        int low = -1, high = -1;
        for (int frame = begin; frame < end; ++frame) {
            if (!isThere(frame))
                continue;
            if (low < 0 || (*m_values)[std::size_t(frame)] < (*m_values)[std::size_t(low)])
                low = frame;
            if (high < 0 || (*m_values)[std::size_t(frame)] > (*m_values)[std::size_t(high)])
                high = frame;
        }
        if (low >= 0)
            m_curve.emplace_back(QPointF(pointOf(begin).x(), pointOf(low).y()),
                                 QPointF(pointOf(begin).x(), pointOf(high).y() - 0.5));
    }
}

QString FrameStrip::currentText() const
{
    if (!m_values || m_current >= int(m_values->size()))
        return {};
    const double value = (*m_values)[std::size_t(m_current)];
    return std::isfinite(value) ? tr("%1 = %2 %3").arg(property(), numberText(value), prettyUnit(m_property->unit)).trimmed()
                                : tr("%1: no value").arg(property());
}

void FrameStrip::paintEvent(QPaintEvent*)
{
    if (!m_values || m_current >= int(m_values->size()))
        return;
    if (!m_curveFits)
        makeCurve();
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().base());
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(6, 3, width() - 30, fontMetrics().height()), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(currentText(), Qt::ElideRight, width() - 32));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1.2));
    painter.drawLines(m_curve.data(), int(m_curve.size()));
    const double x = plotRect().left() + plotRect().width() * m_current / std::max<double>(double(m_values->size()) - 1, 1);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.4));
    painter.drawLine(QPointF(x, plotRect().top() - 2), QPointF(x, plotRect().bottom() + 2));
    painter.setBrush(palette().highlight());
    if (const double value = (*m_values)[std::size_t(m_current)]; std::isfinite(value))
        painter.drawEllipse(pointOf(m_current), 3, 3);
}

void FrameStrip::resizeEvent(QResizeEvent*)
{
    m_curveFits = false;
    m_choose->move(width() - m_choose->width() - 3, 2);
}

void FrameStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        wantFrameAt(event->position().x());
}

void FrameStrip::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        wantFrameAt(event->position().x());
}

void FrameStrip::wantFrameAt(double x)
{
    if (!m_values)
        return;
    const int last = int(m_values->size()) - 1;
    const double share = (x - plotRect().left()) / std::max(plotRect().width(), 1.0);
    emit frameWanted(std::clamp(int(std::lround(share * last)), 0, last));
}

} // namespace mbtr::gui

#include "moc_frame_strip.cpp"
