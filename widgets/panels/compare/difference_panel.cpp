#include "widgets/panels/compare/difference_panel.h"

#include "widgets/items/share_delegate.h"
#include "widgets/panels/compare/difference_text.h"
#include "widgets/panels/tensor/tensor_term_view.h"
#include "widgets/panels/training/kernel_row.h"
#include "widgets/plots/bar_plot.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/work/studies/comparer.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace mbtr::gui {

namespace {

enum Column { Name, Value, Share };
constexpr int kBlockRole = Qt::UserRole + 1; ///< of column Name: index into the layout, -1 where all of them are meant
constexpr int kKeyRole = Qt::UserRole + 2;

QString number(double value)
{
    return QString::number(value, 'g', 6);
}

QTreeWidgetItem* makeItem(const QString& name, const QString& key, double value, double total, int block)
{
    const double share = total > 0 ? value / total : 0;
    auto* item = new QTreeWidgetItem({name, number(value), QString("%1 %").arg(100 * share, 0, 'f', 1)});
    item->setData(Name, kBlockRole, block);
    item->setData(Name, kKeyRole, key);
    item->setData(Share, Qt::UserRole, share);
    item->setTextAlignment(Value, Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

void showAsOutside(QTreeWidgetItem* item)
{
    item->setText(Value, DifferencePanel::tr("outside the grid"));
    item->setText(Share, QString(QChar(0x2013)));
    item->setToolTip(Value,
                     DifferencePanel::tr("All of its weight lies outside the grid of this term: fit the grids to the data"));
    for (int i = 0; i < item->childCount(); ++i)
        showAsOutside(item->child(i));
}

/// Largest first.
template <typename Part> std::vector<const Part*> byValue(const std::vector<Part>& parts)
{
    std::vector<const Part*> sorted;
    for (const Part& part : parts)
        sorted.push_back(&part);
    std::stable_sort(sorted.begin(), sorted.end(), [](const Part* x, const Part* y) { return x->value > y->value; });
    return sorted;
}

} // namespace

DifferencePanel::DifferencePanel(Comparer* comparer, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_comparer(comparer)
    , m_total(new QLabel(this))
    , m_sums(new QLabel(this))
    , m_parts(new QTreeWidget(this))
    , m_kernel(new KernelRow(this))
    , m_curves(new CurvePlot(this))
    , m_bins(new BarPlot(this))
{
    setObjectName("differencePanel");
    setChildrenCollapsible(false);
    buildLeft();
    buildRight();
    setStretchFactor(0, 2);
    setStretchFactor(1, 3);
    setSizes({400, 600});
    connect(m_comparer, &Comparer::changed, this, &DifferencePanel::showPair);
    connect(m_comparer, &Comparer::partChanged, this, &DifferencePanel::showSums);
    showPair();
}

void DifferencePanel::buildLeft()
{
    m_total->setObjectName("squaredDistance");
    m_sums->setObjectName("tupleSums");
    for (QLabel* label : {m_total, m_sums}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_sums->setForegroundRole(QPalette::PlaceholderText);
    m_sums->setToolTip(tr("Each tuple of A counts Σ (a − b) · its part of a, each tuple of B −Σ (a − b) · its part of b: they "
                          "add up to the squared "
                          "distance. Orange tuples make it larger, blue ones smaller."));
    m_parts->setObjectName("differenceParts");
    m_parts->setAccessibleName(tr("Parts of the squared distance"));
    m_parts->setToolTip(tr("Where |A − B|² comes from. Point at a part to see its atoms, choose it to see its curves."));
    m_parts->setHeaderLabels({tr("part"), tr("(A − B)²"), tr("share")});
    m_parts->setItemDelegateForColumn(Share, new ShareDelegate(m_parts));
    m_parts->setMouseTracking(true);
    m_parts->setUniformRowHeights(true);
    m_parts->setAlternatingRowColors(true);
    m_parts->setMinimumHeight(80);
    m_parts->header()->setStretchLastSection(true);
    auto* copy = new QAction(tr("&Copy the parts"), m_parts);
    copy->setObjectName("copyParts");
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &DifferencePanel::copyParts);
    m_parts->addAction(copy);
    m_parts->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_parts, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) { choose(item); });
    connect(m_parts, &QTreeWidget::itemEntered, this, [this](QTreeWidgetItem* item) { ask(item, -1); });
    m_parts->viewport()->installEventFilter(this);

    auto* left = new QWidget(this);
    auto* layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 2, 4, 2);
    layout->setSpacing(3);
    layout->addWidget(m_total);
    layout->addWidget(m_parts, 1);
    layout->addWidget(m_sums);
    layout->addWidget(m_kernel);
    addWidget(left);
}

void DifferencePanel::buildRight()
{
    m_curves->setObjectName("differenceCurves");
    m_bins->setObjectName("differenceBins");
    m_curves->setAccessibleName(tr("Curves of A, B and their difference"));
    m_bins->setAccessibleName(tr("Squared difference of each bin"));
    m_bins->setToolTip(tr("Point at a bin to see its atoms, click to keep it"));
    auto* right = new QSplitter(Qt::Vertical, this);
    right->setChildrenCollapsible(false);
    right->addWidget(m_curves);
    right->addWidget(m_bins);
    right->setStretchFactor(0, 3);
    right->setStretchFactor(1, 2);
    addWidget(right);
    connect(m_bins, &BarPlot::binPointed, this, [this](int bin) { ask(nullptr, bin); });
    connect(m_bins, &BarPlot::binChosen, this, [this] { ask(nullptr, -1); });
}

void DifferencePanel::showPair()
{
    const bool another = m_comparer->pair() != m_pair;
    m_curves->setStale(!m_comparer->isFresh());
    m_bins->setStale(!m_comparer->isFresh());
    if (!another)
        return;
    m_pair = m_comparer->pair();
    m_kernel->setPair(m_pair);
    fillParts();
}

/// The chosen part stays chosen where there is one of the same name.
void DifferencePanel::fillParts()
{
    const QSignalBlocker blocker(m_parts);
    m_parts->clear();
    m_block = -1;
    if (!m_pair) {
        m_total->clear();
        m_curves->setCurves({});
        m_bins->setData({});
        return;
    }
    const Comparison difference = shownDifference(*m_pair);
    QStringList sum;
    for (int t = 0; t < static_cast<int>(difference.terms.size()); ++t) {
        const auto& term = difference.terms[static_cast<std::size_t>(t)];
        const auto blocks = byValue(term.blocks);
        auto* item = makeItem(termLabel(m_pair->tensorA, t), QString::number(t), term.value, difference.squaredDistance,
                              blocks.empty() ? -1 : blocks.front()->block);
        for (const auto* part : blocks) {
            const QString name
                = QString::fromStdString(blockName(m_pair->layout().blocks[static_cast<std::size_t>(part->block)]));
            item->addChild(
                makeItem(name, QString("%1 %2").arg(t).arg(name), part->value, difference.squaredDistance, part->block));
        }
        m_parts->addTopLevelItem(item);
        item->setExpanded(true);
        if (isOutside(*m_pair, t))
            showAsOutside(item);
        else
            sum << number(term.value);
    }
    for (const int column : {Name, Value})
        m_parts->resizeColumnToContents(column);
    m_total->setText(tr("|A − B|² = %1 = <b>%2</b>,  |A − B| = %3")
                         .arg(sum.join(" + "), number(difference.squaredDistance), number(std::sqrt(difference.squaredDistance)))
                     + (outsideText(*m_pair).isEmpty() ? QString() : "<br>" + outsideText(*m_pair)));
    QTreeWidgetItem* chosen = itemOf(m_chosenKey);
    if (!chosen) { // the largest one
        const auto terms = byValue(difference.terms);
        chosen = terms.empty() ? nullptr : m_parts->topLevelItem(static_cast<int>(terms.front() - difference.terms.data()));
    }
    m_parts->setCurrentItem(chosen);
    choose(chosen);
}

QTreeWidgetItem* DifferencePanel::itemOf(const QString& key) const
{
    for (QTreeWidgetItemIterator item(m_parts); *item; ++item)
        if ((*item)->data(Name, kKeyRole).toString() == key)
            return *item;
    return nullptr;
}

int DifferencePanel::blockOf(const QTreeWidgetItem* item) const
{
    return item ? item->data(Name, kBlockRole).toInt() : -1;
}

void DifferencePanel::choose(QTreeWidgetItem* item)
{
    if (!item)
        return;
    if (sender() == m_parts)
        m_chosenKey = item->data(Name, kKeyRole).toString();
    showBlock(blockOf(item));
    ask(nullptr, -1);
}

void DifferencePanel::labelPlots(int block)
{
    const Block& shown = m_pair->layout().blocks[static_cast<std::size_t>(block)];
    const QString name = QString::fromStdString(blockName(shown));
    const AxisText x = termAxis(m_pair->tensorA, shown.term);
    const AxisText y = termValueAxis(m_pair->tensorA, shown.term);
    m_curves->setTitle(tr("%1 · %2").arg(termLabel(m_pair->tensorA, shown.term), name));
    m_curves->setAxes(x, y);
    m_bins->setAxes(x, {.label = tr("(A − B)²"), .unit = {}});
}

void DifferencePanel::showBlock(int block)
{
    if (block < 0) {
        m_curves->setCurves({});
        m_bins->setData({});
        return;
    }
    const int term = m_pair->layout().blocks[static_cast<std::size_t>(block)].term;
    const bool sameAxis = m_block >= 0 && m_pair->layout().blocks[static_cast<std::size_t>(m_block)].term == term;
    m_block = block;
    labelPlots(block);
    const Bins& bins = m_pair->layout().bins[static_cast<std::size_t>(term)];
    const double scale = termScale(m_pair->tensorA, term);
    const std::vector<double> a = valuesOf(m_pair->tensorA, block), b = valuesOf(m_pair->tensorB, block);
    std::vector<double> x, difference, squares;
    for (std::size_t m = 0; m < a.size(); ++m) {
        x.push_back(scale * bins.centre(static_cast<int>(m)));
        difference.push_back(a[m] - b[m]);
        squares.push_back(difference[m] * difference[m]);
    }
    m_bins->setTitle(
        tr("Squared difference of each bin, in all %1").arg(number(std::accumulate(squares.begin(), squares.end(), 0.0))));
    if (!sameAxis) {
        m_curves->reset();
        m_bins->reset();
    }
    m_curves->forgetRange();
    m_curves->setCurves({{"A", x, a}, {"B", x, b}, {.name = tr("A − B"), .x = x, .y = difference, .dashed = true}});
    m_bins->setData({scale * bins.left, scale * bins.step, std::move(squares)});
}

/// What the mouse is on, else what is chosen.
void DifferencePanel::ask(QTreeWidgetItem* pointed, int bin)
{
    if (!m_pair)
        return;
    const int block = pointed ? blockOf(pointed) : m_block;
    if (block < 0)
        return m_comparer->askFor({});
    if (bin < 0 && !pointed)
        bin = m_bins->chosen();
    const int bins = m_pair->layout().binCount(m_pair->layout().blocks[static_cast<std::size_t>(block)]);
    m_comparer->askFor({block, bin < 0 ? 0 : bin, bin < 0 ? bins : bin + 1});
}

void DifferencePanel::showSums()
{
    const auto parts = m_comparer->contributions();
    if (!parts || !m_comparer->pair()) {
        m_sums->setText(QStringLiteral(" "));
        return;
    }
    const DifferencePart& part = m_comparer->part();
    const Layout& layout = m_comparer->pair()->layout();
    const Block& block = layout.blocks[static_cast<std::size_t>(part.block)];
    const bool whole = part.endBin - part.beginBin == layout.binCount(block);
    const QString name = QString::fromStdString(blockName(block));
    m_sums->setText(tr("%1: tuples of A %2, of B %3, together %4")
                        .arg(whole ? name : tr("%1, bin %2").arg(name).arg(part.beginBin), number(parts->a.total),
                             number(parts->b.total), number(parts->total())));
}

void DifferencePanel::copyParts() const
{
    QString text = QStringLiteral("term\tblock\tsquared difference\n");
    for (int t = 0; t < m_parts->topLevelItemCount(); ++t) {
        const QTreeWidgetItem* term = m_parts->topLevelItem(t);
        text += QString("%1\tall\t%2\n").arg(term->text(Name), term->text(Value));
        for (int b = 0; b < term->childCount(); ++b)
            text += QString("%1\t%2\t%3\n").arg(term->text(Name), term->child(b)->text(Name), term->child(b)->text(Value));
    }
    QGuiApplication::clipboard()->setText(text);
}

bool DifferencePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_parts->viewport() && event->type() == QEvent::Leave)
        ask(nullptr, -1);
    return QSplitter::eventFilter(watched, event);
}

} // namespace mbtr::gui

#include "moc_difference_panel.cpp"
