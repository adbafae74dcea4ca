#include "widgets/panels/explanation_view.h"

#include "core/chemistry/element.h"
#include "widgets/fields/units.h"
#include "widgets/session/model_desk.h"
#include "widgets/session/selection.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>
#include <cmath>
#include <numeric>

namespace mbtr::gui {

namespace {

constexpr int kListed = 8; // of each group; the rest as one line

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

QString number(double value)
{
    return QString::number(value, 'g', 6);
}

} // namespace

ExplanationView::ExplanationView(ModelDesk* desk, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_selection(selection)
    , m_text(new QLabel(this))
    , m_colour(new QCheckBox(tr("Colour the atoms in 3-D by their parts"), this))
    , m_tree(new QTreeWidget(this))
{
    setObjectName("explanationView");
    m_text->setObjectName("explanationText");
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_colour->setObjectName("colourAtoms");
    m_colour->setAccessibleName(m_colour->text());
    m_colour->setToolTip(tr("Tuples are shared equally by their atoms; what the average training structure has is taken off all atoms equally"));
    m_colour->setChecked(true);
    m_tree->setObjectName("parts");
    m_tree->setAccessibleName(tr("Parts of the prediction"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({tr("Part"), tr("Contribution")});
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_colour);
    layout->addWidget(m_tree, 1);
    connect(desk, &ModelDesk::predictionChanged, this, &ExplanationView::showParts);
    connect(m_colour, &QCheckBox::toggled, this, &ExplanationView::overlayChanged);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (const QVariant structure = item->data(0, Qt::UserRole); structure.isValid())
            m_selection->setStructure(structure.toInt());
    });
    showParts();
}

Overlay ExplanationView::overlay() const
{
    const auto current = m_desk->current();
    if (!isVisible() || !m_colour->isChecked() || !current || !m_desk->isFresh() || !current->explanation)
        return {};
    Overlay overlay;
    overlay.scalars = AtomScalars {.name = "part of the prediction", .unit = m_desk->model()->unit, .values = current->explanation->atoms,
                                   .map = ColorMap::BlueRed, .limits = {}};
    return overlay;
}

void ExplanationView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    emit overlayChanged();
}

void ExplanationView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    emit overlayChanged();
}

QTreeWidgetItem* ExplanationView::addGroup(const QString& title, double sum)
{
    auto* group = new QTreeWidgetItem(m_tree, {title, number(sum)});
    group->setTextAlignment(1, Qt::AlignRight);
    QFont bold = font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setExpanded(true);
    return group;
}

void ExplanationView::addLine(QTreeWidgetItem* parent, const QString& title, double part, int structure)
{
    auto* item = new QTreeWidgetItem(parent, {title, number(part)});
    item->setTextAlignment(1, Qt::AlignRight);
    if (structure >= 0)
        item->setData(0, Qt::UserRole, structure);
}

void ExplanationView::showParts()
{
    m_tree->clear();
    const auto current = m_desk->current();
    emit overlayChanged();
    if (!current) {
        m_text->setText(!m_desk->problem().isEmpty() ? m_desk->problem() : m_desk->model() ? tr("Predicting ...") : tr("Train or load a model to see what it says about the current structure, and why."));
        return;
    }
    const QString unit = prettyUnit(m_desk->model()->unit);
    m_tree->setHeaderLabels({tr("Part"), unit.isEmpty() ? tr("Contribution") : tr("Contribution (%1)").arg(unit)});
    m_text->setText(tr("%1: %2 ± %3 %4. Each group below adds up to this value.")
                        .arg(QString::fromStdString(current->structure->name), number(current->prediction.value),
                             QString::number(current->prediction.spread, 'g', 2), unit));
    addParts();
    addTraining();
}

void ExplanationView::addTraining()
{
    const TrainingParts& parts = m_desk->current()->training;
    auto* group = addGroup(tr("Training structures"), parts.value());
    addLine(group, tr("mean of the training targets"), parts.mean);
    if (parts.baseline != 0)
        addLine(group, tr("composition baseline"), parts.baseline);
    double rest = parts.contributions.sum();
    const auto order = byMagnitude(static_cast<std::size_t>(parts.contributions.size()), [&](int i) { return parts.contributions[i]; });
    for (std::size_t place = 0; place < std::min<std::size_t>(kListed, order.size()); ++place) {
        const int i = order[place];
        rest -= parts.contributions[i];
        const auto row = static_cast<std::size_t>(i);
        addLine(group, tr("%1, similarity %2").arg(m_desk->trainingNames().value(i)).arg(parts.similarity[i], 0, 'g', 3), parts.contributions[i],
                row < m_desk->trainingRows().size() ? m_desk->trainingRows()[row] : -1);
    }
    if (order.size() > kListed)
        addLine(group, tr("%1 others").arg(order.size() - kListed), rest);
}

void ExplanationView::addParts()
{
    const auto& explanation = m_desk->current()->explanation;
    if (!explanation)
        return;
    const Explanation& e = *explanation;
    const double start = e.baseline + e.average + e.missing;
    const auto addStart = [&](QTreeWidgetItem* group) {
        addLine(group, e.baseline != 0 ? tr("average training structure and composition") : tr("average training structure"), e.average + e.baseline);
        addLine(group, tr("not accounted for by the path"), e.missing);
    };
    auto* terms = addGroup(tr("Terms and blocks"), start + sumOf(e.terms));
    addStart(terms);
    for (std::size_t term = 0; term < e.terms.size(); ++term) {
        auto* item = new QTreeWidgetItem(terms, {tr("term %1 (k = %2)").arg(term + 1).arg(e.layout->settings.terms[term].k), number(e.terms[term])});
        item->setTextAlignment(1, Qt::AlignRight);
        double rest = e.terms[term];
        int listed = 0;
        for (const int block : byMagnitude(e.blocks.size(), [&](int i) { return e.blocks[static_cast<std::size_t>(i)]; })) {
            const Block& b = e.layout->blocks[static_cast<std::size_t>(block)];
            if (b.term != static_cast<int>(term) || listed++ >= kListed)
                continue;
            rest -= e.blocks[static_cast<std::size_t>(block)];
            addLine(item, QString::fromStdString(blockName(b)), e.blocks[static_cast<std::size_t>(block)]);
        }
        addLine(item, tr("other blocks"), rest);
    }
    auto* atoms = addGroup(tr("Atoms"), start + sumOf(e.atoms));
    addStart(atoms);
    const Structure& structure = *m_desk->current()->structure;
    for (const int atom : byMagnitude(e.atoms.size(), [&](int i) { return e.atoms[static_cast<std::size_t>(i)]; })) {
        const auto symbol = elementSymbol(structure.species[static_cast<std::size_t>(atom)]);
        addLine(atoms, QString("%1%2").arg(QString::fromUtf8(symbol.data(), static_cast<qsizetype>(symbol.size()))).arg(atom + 1), e.atoms[static_cast<std::size_t>(atom)]);
    }
}

} // namespace mbtr::gui

#include "moc_explanation_view.cpp"
