#include "widgets/panels/explanation/explanation_tree.h"

#include "widgets/fields/units.h"
#include "widgets/items/contribution_table_model.h"
#include "widgets/work/training/model_desk.h"
#include "widgets/work/training/tuple_explainer.h"

#include <QHeaderView>
#include <QTreeWidgetItemIterator>
#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace mbtr::gui {

namespace {

constexpr int kListed = 8; // of each group; the rest as one line
constexpr std::size_t kListedTuples = 12;

/// What a line of the tree stands for.
enum Role { kStructure = Qt::UserRole, kBlock, kTuple, kAtom };

/// Indices, largest number first.
std::vector<int> byMagnitude(std::size_t count, const std::function<double(int)>& value)
{
    std::vector<int> order(count);
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::greater<>(), [&](int i) { return std::abs(value(i)); });
    return order;
}

double sumOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Six digits of the largest number, and all others with as many decimals, so that they can be added up on screen.
int decimalsFor(double largest)
{
    return largest > 0 ? std::clamp(5 - static_cast<int>(std::floor(std::log10(largest))), 0, 12) : 6;
}

QString fixed(double value, int decimals)
{
    const QString text = QString::number(value, 'f', decimals);
    return text.toDouble() == 0 && text.startsWith('-') ? text.mid(1) : text;
}

int numberIn(const QTreeWidgetItem* item, Role role)
{
    const QVariant value = item ? item->data(0, role) : QVariant();
    return value.isValid() ? value.toInt() : -1;
}

} // namespace

ExplanationTree::ExplanationTree(ModelDesk* desk, TupleExplainer* tuples, QWidget* parent)
    : QTreeWidget(parent)
    , m_desk(desk)
    , m_tuples(tuples)
{
    setObjectName("parts");
    setAccessibleName(tr("Parts of the prediction"));
    setColumnCount(2);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    setFrameShape(QFrame::NoFrame);
    connect(tuples, &TupleExplainer::changed, this, &ExplanationTree::fillBlocks);
    connect(this, &QTreeWidget::itemExpanded, this, &ExplanationTree::openBlocks);
    connect(this, &QTreeWidget::itemCollapsed, this, &ExplanationTree::openBlocks);
    connect(this, &QTreeWidget::currentItemChanged, this, &ExplanationTree::choose);
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (const int row = numberIn(item, kStructure); row >= 0)
            emit structureActivated(row);
    });
}

void ExplanationTree::choose(QTreeWidgetItem* item)
{
    m_chosen.clear();
    for (; item; item = item->parent())
        m_chosen.prepend(item->text(0));
    emit chosenChanged();
}

int ExplanationTree::chosenAtom() const
{
    return numberIn(currentItem(), kAtom);
}

int ExplanationTree::chosenBlock() const
{
    return numberIn(chosenTuple() >= 0 ? currentItem()->parent() : currentItem(), kBlock);
}

int ExplanationTree::chosenTuple() const
{
    return numberIn(currentItem(), kTuple);
}

QString ExplanationTree::valueText() const
{
    return fixed(m_desk->current()->prediction.value, m_decimals);
}

void ExplanationTree::showParts()
{
    {
        const QSignalBlocker blocker(this); // what is chosen and open stays
        clear();
        if (!m_desk->current())
            return;
        m_decimals = decimalsFor(std::abs(m_desk->current()->prediction.value));
        const QString unit = prettyUnit(m_desk->model()->unit);
        setHeaderLabels({tr("Part"), unit.isEmpty() ? tr("Contribution") : tr("Contribution (%1)").arg(unit)});
        addTerms();
        addAtoms();
        addTraining();
        restore();
    }
    fillBlocks();
}

QTreeWidgetItem* ExplanationTree::addGroup(const QString& title, double sum)
{
    auto* group = new QTreeWidgetItem(this, {title, fixed(sum, m_decimals)});
    group->setTextAlignment(1, Qt::AlignRight);
    QFont bold = font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setFont(1, bold);
    group->setExpanded(true);
    return group;
}

QTreeWidgetItem* ExplanationTree::addLine(QTreeWidgetItem* parent, const QString& title, double part, int role, int index)
{
    auto* item = new QTreeWidgetItem(parent, {title, fixed(part, m_decimals)});
    item->setTextAlignment(1, Qt::AlignRight);
    if (index >= 0)
        item->setData(0, role, index);
    return item;
}

void ExplanationTree::addTraining()
{
    const TrainingParts& parts = m_desk->current()->training;
    auto* group = addGroup(tr("Training structures"), parts.value());
    addLine(group, tr("mean of the training targets"), parts.mean);
    if (parts.baseline != 0)
        addLine(group, tr("composition baseline"), parts.baseline);
    double rest = parts.contributions.sum();
    const auto order
        = byMagnitude(static_cast<std::size_t>(parts.contributions.size()), [&](int i) { return parts.contributions[i]; });
    for (std::size_t place = 0; place < std::min<std::size_t>(kListed, order.size()); ++place) {
        const int i = order[place];
        rest -= parts.contributions[i];
        const auto row = static_cast<std::size_t>(i);
        auto* line
            = addLine(group, tr("%1, similarity %2").arg(m_desk->trainingNames().value(i)).arg(parts.similarity[i], 0, 'g', 3),
                      parts.contributions[i], kStructure, row < m_desk->trainingRows().size() ? m_desk->trainingRows()[row] : -1);
        line->setToolTip(0,
                         tr("alpha × similarity, alpha = %1; a double click shows the structure")
                             .arg(m_desk->model()->model->alpha[i], 0, 'g', 4));
    }
    if (order.size() > kListed)
        addLine(group, tr("%1 others").arg(order.size() - kListed), rest);
}

/// What every way of adding up begins with.
void ExplanationTree::addStart(QTreeWidgetItem* group)
{
    const Explanation& e = *m_desk->current()->explanation;
    addLine(group, e.baseline != 0 ? tr("average training structure and composition") : tr("average training structure"),
            e.average + e.baseline)
        ->setToolTip(0,
                     tr("What the model says about the mean of the training features: the path of the explanation starts there"));
    addLine(group, tr("not accounted for by the path"), e.missing)
        ->setToolTip(0, tr("Error of the integration along the path; 0 for the linear kernel"));
}

void ExplanationTree::addTerms()
{
    if (!m_desk->current()->explanation)
        return;
    const Explanation& e = *m_desk->current()->explanation;
    auto* terms = addGroup(tr("Terms and blocks"), e.baseline + e.average + e.missing + sumOf(e.terms));
    addStart(terms);
    for (std::size_t term = 0; term < e.terms.size(); ++term)
        addTerm(terms, term);
}

void ExplanationTree::addTerm(QTreeWidgetItem* parent, std::size_t term)
{
    const Explanation& e = *m_desk->current()->explanation;
    auto* item = addLine(parent, tr("term %1 (k = %2)").arg(term + 1).arg(e.layout->settings.terms[term].k), e.terms[term]);
    double rest = e.terms[term];
    int listed = 0, others = 0;
    for (const int block : byMagnitude(e.blocks.size(), [&](int i) { return e.blocks[static_cast<std::size_t>(i)]; })) {
        const Block& b = e.layout->blocks[static_cast<std::size_t>(block)];
        const double part = e.blocks[static_cast<std::size_t>(block)];
        if (b.term != static_cast<int>(term))
            continue;
        if (listed++ >= kListed) {
            ++others;
            continue;
        }
        rest -= part;
        addLine(item, QString::fromStdString(blockName(b)), part, kBlock, block)
            ->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
    }
    if (others > 0)
        addLine(item, tr("%n other blocks", nullptr, others), rest);
}

void ExplanationTree::addAtoms()
{
    if (!m_desk->current()->explanation)
        return;
    const Explanation& e = *m_desk->current()->explanation;
    auto* atoms = addGroup(tr("Atoms"), e.baseline + e.average + e.missing + sumOf(e.atoms));
    addStart(atoms);
    const Structure& structure = *m_desk->current()->structure;
    for (const int atom : byMagnitude(e.atoms.size(), [&](int i) { return e.atoms[static_cast<std::size_t>(i)]; })) {
        const TupleSite site {.atom = atom, .image = {}};
        addLine(atoms, sitesText(structure, std::span(&site, 1)), e.atoms[static_cast<std::size_t>(atom)], kAtom, atom);
    }
}

/// Which blocks the user has opened.
void ExplanationTree::openBlocks()
{
    std::set<int> blocks;
    for (QTreeWidgetItemIterator item(this); *item; ++item)
        if (const QVariant block = (*item)->data(0, kBlock); block.isValid() && (*item)->isExpanded())
            blocks.insert(block.toInt());
    m_tuples->setBlocks(std::move(blocks));
}

/// After a new prediction: what was open and chosen before.
void ExplanationTree::restore()
{
    for (QTreeWidgetItemIterator item(this); *item; ++item) {
        if ((*item)->childCount() > 0)
            (*item)->setExpanded(true);
        if (const QVariant block = (*item)->data(0, kBlock); block.isValid() && m_tuples->blocks().contains(block.toInt()))
            (*item)->setExpanded(true);
    }
}

void ExplanationTree::fillBlocks()
{
    QTreeWidgetItem* chosen = nullptr;
    {
        const QSignalBlocker blocker(this);
        for (QTreeWidgetItemIterator item(this); *item; ++item)
            if (const QVariant block = (*item)->data(0, kBlock); block.isValid() && m_tuples->parts(block.toInt()))
                fillBlock(*item, block.toInt());
        for (QTreeWidgetItemIterator item(this); *item && !chosen; ++item) {
            QStringList path;
            for (QTreeWidgetItem* up = *item; up; up = up->parent())
                path.prepend(up->text(0));
            if (path == m_chosen)
                chosen = *item;
        }
        if (chosen)
            setCurrentItem(chosen);
    }
    emit chosenChanged();
}

void ExplanationTree::fillBlock(QTreeWidgetItem* item, int block)
{
    qDeleteAll(item->takeChildren());
    const TupleParts& parts = *m_tuples->parts(block);
    const Layout& layout = *m_desk->current()->explanation->layout;
    const TermSettings& term
        = layout.settings.terms[static_cast<std::size_t>(layout.blocks[static_cast<std::size_t>(block)].term)];
    const ShownUnit unit = shownUnit(info(term.geometry).unit);
    double rest = 0;
    for (std::size_t i = 0; i < parts.tuples.size(); ++i) {
        const TuplePart& tuple = parts.tuples[i];
        if (i >= kListedTuples) {
            rest += tuple.part;
            continue;
        }
        const QString atoms
            = sitesText(*m_desk->current()->structure, std::span(tuple.sites).first(static_cast<std::size_t>(term.k)));
        addLine(item,
                tr("%1, %2 %3 %4")
                    .arg(atoms, axisLabel(term.geometry), QString::number(tuple.value * unit.scale, 'g', 4), unit.text)
                    .trimmed(),
                tuple.part, kTuple, static_cast<int>(i));
    }
    if (parts.tuples.size() > kListedTuples)
        addLine(item, tr("%1 others").arg(parts.tuples.size() - kListedTuples), rest);
    addLine(item, tr("taken off: the average training structure"), parts.average);
}

} // namespace mbtr::gui

#include "moc_explanation_tree.cpp"
