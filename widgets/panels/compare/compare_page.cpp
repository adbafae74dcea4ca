#include "widgets/panels/compare/compare_page.h"

#include "widgets/document/commands.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/counting.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/number_field.h"
#include "widgets/panels/compare/blindness_panel.h"
#include "widgets/panels/compare/difference_panel.h"
#include "widgets/panels/compare/many_structures_panel.h"
#include "widgets/panels/compare/own_blind_pairs.h"
#include "widgets/panels/compare/pair_search_panel.h"
#include "widgets/panels/compare/paired_views.h"
#include "widgets/plots/plot.h"
#include "widgets/work/studies/compare_studies.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace mbtr::gui {

ComparePage::ComparePage(Session* session, Selection* selection, CompareStudies* studies, EnergyCheckStudy* check, JobList* jobs,
                         QWidget* parent)
    : QSplitter(Qt::Vertical, parent)
    , m_session(session)
    , m_selection(selection)
    , m_comparer(&studies->comparer)
    , m_problem(makeProblemLabel(this))
    , m_views(new PairedViews(jobs, this))
    , m_tabs(new QTabWidget(this))
{
    setObjectName("comparePage");
    setChildrenCollapsible(false);
    setHandleWidth(5);
    m_tabs->setObjectName("compareTabs");
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(new DifferencePanel(m_comparer, this), tr("Difference"));
    m_tabs->addTab(new PairSearchPanel(session, selection, &studies->pairs, this), tr("Closest pairs"));
    m_tabs->addTab(makeBlindness(&studies->blindness, check), tr("Blindness"));
    m_tabs->addTab(new ManyStructuresPanel(session, selection, &studies->series, this), tr("Many structures"));
    addWidget(makeTop());
    addWidget(m_tabs);
    setStretchFactor(0, 1);
    setStretchFactor(1, 1);
    setSizes({340, 380});
    connect(selection, &Selection::structureChanged, this, &ComparePage::showChoice);
    connect(selection, &Selection::referenceChanged, this, &ComparePage::showChoice);
    connect(m_comparer, &Comparer::sourceChanged, this, &ComparePage::showChoice);
    connect(m_comparer, &Comparer::changed, this, &ComparePage::showPair);
    connect(m_comparer, &Comparer::partChanged, this, [this] { m_views->setContributions(m_comparer->contributions()); });
    connect(session, &Session::bondRulesChanged, this, [this] { m_views->setBondRules(m_session->dataSettings().bonds); });
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage != Stage::Dataset)
            return;
        m_views->setBondRules(m_session->dataSettings().bonds);
        if (isVisible())
            chooseDefault();
        showChoice();
    });
    showChoice();
}

/// The bundled pairs, and those of the open structures.
QWidget* ComparePage::makeBlindness(BlindnessStudy* blindness, EnergyCheckStudy* check)
{
    auto* both = new QWidget(this);
    auto* layout = new QVBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new BlindnessPanel(m_comparer, blindness, both), 1);
    layout->addWidget(new OwnBlindPairs(m_selection, check, both), 1);
    return both;
}

QWidget* ComparePage::makeTop()
{
    auto* top = new QWidget(this);
    auto* layout = new QVBoxLayout(top);
    layout->setContentsMargins(4, 6, 6, 2);
    layout->setSpacing(4);
    layout->addWidget(makeChoice());
    layout->addWidget(m_problem);
    layout->addWidget(m_views, 1);
    return top;
}

QWidget* ComparePage::makeChoice()
{
    auto* row = new QWidget(this);
    const NumberLimits limits {.min = kFirstNumber, .whole = true, .step = 1};
    m_a = new NumberField(limits, row);
    m_b = new NumberField(limits, row);
    m_a->setObjectName("structureA");
    m_b->setObjectName("structureB");
    m_a->describe(tr("Number of structure A"), tr("The current structure; also chosen in the list. %1").arg(countedText()));
    m_b->describe(tr("Number of structure B"),
                  tr("The reference; also by Set as reference (R) in the list. %1").arg(countedText()));
    m_swap = makeToolButton("swapStructures", tr("Swap"), tr("Swaps A and B"), row);
    auto* here = makeToolButton("setReference", tr("Set A as reference"), tr("The current structure becomes B"), row);
    m_back
        = makeToolButton("backToDataset", tr("Back to the open structures"), tr("Shows structures of the open files again"), row);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new QLabel(tr("A"), row));
    layout->addWidget(m_a);
    layout->addWidget(m_swap);
    layout->addWidget(new QLabel(tr("B"), row));
    layout->addWidget(m_b);
    layout->addWidget(here);
    m_command = makeToolButton("copyDistanceCommand", tr("Copy command"),
                               tr("Copies the mbtr command that computes the same distance"), row);
    layout->addStretch(1);
    layout->addWidget(m_command);
    layout->addWidget(m_back);
    connect(m_command, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(command()); });
    connect(m_a, &NumberField::valueChanged, this, [this] {
        if (m_session->structure(indexFrom(m_a->wholeNumber())).structure)
            m_selection->setStructure(indexFrom(m_a->wholeNumber()));
        showChoice();
    });
    connect(m_b, &NumberField::valueChanged, this, [this] {
        if (m_session->structure(indexFrom(m_b->wholeNumber())).structure)
            m_selection->setReference(indexFrom(m_b->wholeNumber()));
        showChoice();
    });
    connect(m_swap, &QToolButton::clicked, this, &ComparePage::swap);
    connect(here, &QToolButton::clicked, this, [this] { m_selection->setReference(m_selection->structure()); });
    connect(m_back, &QToolButton::clicked, this, [this] { m_comparer->setPair({}); });
    return row;
}

void ComparePage::setOptions(const DisplayOptions& options)
{
    m_views->setOptions(options);
}

/// Something to see at once: the structure after the current one.
void ComparePage::chooseDefault()
{
    const auto& dataset = m_session->dataset().value;
    const int count = dataset ? dataset->size() : 0;
    if (m_selection->reference() < 0 && count > 1)
        m_selection->setReference(m_selection->structure() + 1 < count ? m_selection->structure() + 1 : 0);
}

void ComparePage::showChoice()
{
    const auto shown = [](int index) { return index >= 0 ? std::optional<double>(numberOf(index)) : std::nullopt; };
    m_a->setValue(shown(m_selection->structure()));
    m_b->setValue(shown(m_selection->reference()));
    m_back->setVisible(m_comparer->showsForeignPair());
    m_swap->setEnabled(m_selection->structure() >= 0 && m_selection->reference() >= 0);
}

void ComparePage::showPair()
{
    showProblem(m_problem, m_comparer->problem());
    m_views->setPair(m_comparer->pair());
    m_command->setEnabled(!command().isEmpty());
    m_tabs->widget(0)->setProperty(kPlotCommand, command());
}

/// Structures that were edited or come from elsewhere have none.
QString ComparePage::command() const
{
    return m_comparer->showsForeignPair() ? QString()
                                          : distanceCommand(*m_session, m_selection->structure(), m_selection->reference());
}

void ComparePage::swap()
{
    const int a = m_selection->structure();
    const int b = m_selection->reference();
    m_selection->setStructure(b);
    m_selection->setReference(a);
}

void ComparePage::showEvent(QShowEvent* event)
{
    QSplitter::showEvent(event);
    chooseDefault();
    m_comparer->setActive(true);
}

void ComparePage::hideEvent(QHideEvent* event)
{
    QSplitter::hideEvent(event);
    m_comparer->setActive(false);
}

} // namespace mbtr::gui

#include "moc_compare_page.cpp"
