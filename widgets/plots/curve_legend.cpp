#include "widgets/plots/curve_legend.h"

#include "widgets/plots/plot_style.h"

#include <QAbstractItemModel>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QPointer>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace mbtr::gui {

namespace {

constexpr QSize kSample {26, 12};
constexpr int kLargestWidth = 150;

QPixmap lineSample(const QPen& pen, double ratio)
{
    QPixmap pixmap(kSample * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.drawLine(QPointF(1, kSample.height() / 2.0), QPointF(kSample.width() - 1, kSample.height() / 2.0));
    return pixmap;
}

/// The whole entry acts as its check box; the line sample takes the box's place.
class EntryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem&, const QModelIndex& index) override
    {
        const bool clicked
            = event->type() == QEvent::MouseButtonRelease && static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton;
        const bool pressed = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space;
        if (!clicked && !pressed)
            return false;
        const bool shown = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        return model->setData(index, shown ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }

    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->features &= ~QStyleOptionViewItem::HasCheckIndicator;
        if (index.data(Qt::CheckStateRole).toInt() == Qt::Checked)
            return;
        option->state &= ~QStyle::State_Enabled;
        option->palette.setCurrentColorGroup(QPalette::Disabled);
        option->font.setStrikeOut(true);
    }
};

} // namespace

CurveLegend::CurveLegend(QWidget* parent)
    : QListWidget(parent)
{
    setObjectName("legend");
    setAccessibleName(tr("Curves"));
    setToolTip(tr("Click or space bar: show or hide a curve. Right click: all, none, only this one."));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new EntryDelegate(this));
    setIconSize(kSample);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(this, &QListWidget::itemChanged, this,
            [this](QListWidgetItem* item) { emit toggled(item->text(), item->checkState() == Qt::Checked); });
}

void CurveLegend::setEntries(const QStringList& names, const QList<QPen>& pens, const QList<bool>& shown)
{
    const QSignalBlocker blocker(this);
    clear();
    for (int i = 0; i < names.size(); ++i) {
        auto* item = new QListWidgetItem(QIcon(lineSample(pens[i], devicePixelRatioF())), names[i], this);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(shown[i] ? Qt::Checked : Qt::Unchecked);
    }
    if (count() > 0)
        setCurrentRow(0, QItemSelectionModel::NoUpdate);
    updateGeometry();
}

void CurveLegend::setPens(const QList<QPen>& pens, const PlotStyle& style)
{
    const QSignalBlocker blocker(this);
    for (int i = 0; i < count() && i < pens.size(); ++i)
        item(i)->setIcon(QIcon(lineSample(pens[i], devicePixelRatioF())));
    setFont(style.smallFont);
    updateGeometry();
}

int CurveLegend::neededWidth() const
{
    const int wanted = count() > 0 ? sizeHintForColumn(0) + 4 : 0;
    return std::min(wanted + verticalScrollBar()->sizeHint().width(), kLargestWidth);
}

void CurveLegend::setCommonWidth(int width)
{
    if (width == m_commonWidth)
        return;
    m_commonWidth = width;
    updateGeometry();
}

QSize CurveLegend::sizeHint() const
{
    return {std::max(neededWidth(), m_commonWidth), 80};
}

void CurveLegend::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show &all"), this, [this] { showAll(true); });
    menu->addAction(tr("&Hide all"), this, [this] { showAll(false); });
    if (currentItem())
        menu->addAction(tr("Show &only %1").arg(currentItem()->text()), this, &CurveLegend::showOnlyCurrent);
    menu->popup(event->globalPos());
}

void CurveLegend::showAll(bool shown)
{
    for (int i = 0; i < count(); ++i)
        item(i)->setCheckState(shown ? Qt::Checked : Qt::Unchecked);
}

void CurveLegend::showOnlyCurrent()
{
    for (int i = 0; i < count(); ++i)
        item(i)->setCheckState(i == currentRow() ? Qt::Checked : Qt::Unchecked);
}

} // namespace mbtr::gui
