#include "widgets/panels/phases/phases_page.h"

#include "core/mbtr/presets.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/table_file.h"
#include "widgets/items/phase_table_model.h"
#include "widgets/items/phase_texts.h"
#include "widgets/items/table_columns.h"
#include "widgets/panels/phases/binary_plot.h"
#include "widgets/panels/phases/energy_check_panel.h"
#include "widgets/panels/phases/phase_form.h"
#include "widgets/panels/phases/phase_sentences.h"
#include "widgets/panels/phases/search_progress.h"
#include "widgets/panels/phases/simplex_plot.h"
#include "widgets/work/phases/phase_studies.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>

namespace mbtr::gui {

namespace {

QLabel* makeLine(const char* name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setContentsMargins(8, 2, 8, 2);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

PhasesPage::PhasesPage(Session* session, Selection* selection, PhaseStudies* studies, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_studies(studies)
    , m_form(new PhaseForm(session, this))
    , m_step(makeButton("hullStep", tr("One step"), tr("The energies of the next structures are looked up"), this))
    , m_toStop(makeButton("hullToStop", tr("Run to the stop"),
                          tr("On until something is missing with a chance of less than 5 %, three rounds in a row"), this))
    , m_toEnd(makeButton("hullToEnd", tr("Run"), tr("On until all energies are looked up, or until you press Stop"), this))
    , m_stop(makeButton("hullCancel", tr("Stop"), tr("What was found stays; One step and Run go on from there"), this))
    , m_restart(makeButton("hullRestart", tr("Show all"), tr("Ends the search: the diagram of all energies"), this))
    , m_keep(makeButton("hullKeep", tr("Keep"),
                        tr("Keeps the curves of this search beside those of the next one, for another rule"), this))
    , m_ask(makeButton(
          "hullAsk", tr("Ask"),
          tr("For energies that you calculate yourself: writes the next structures into a folder and takes energies back"), this))
    , m_more(makeButton("phaseMore", tr("More"), tr("Export, the command that gives the same numbers, representation"), this))
    , m_state(makeLine("phaseState", this))
    , m_problem(makeProblemLabel(this))
    , m_structure(makeLine("phaseStructure", this))
    , m_tabs(new QTabWidget(this))
    , m_diagrams(new QStackedWidget(this))
    , m_empty(new QLabel(this))
    , m_binary(new BinaryPlot(this))
    , m_simplex(new SimplexPlot(this))
    , m_viewRow(makeView())
    , m_progress(new SearchProgress(&studies->search, this))
    , m_table(new QTableView(this))
    , m_facets(new QTableView(this))
    , m_structures(new PhaseTableModel(this))
    , m_potentials(new FacetTableModel(this))
    , m_check(new EnergyCheckPanel(selection, &studies->check, this))
{
    setObjectName("phasesPage");
    setAccessibleName(tr("Phases"));
    m_problem->setObjectName("phaseProblem");
    auto* sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_structures);
    sorted->setSortRole(PhaseTableModel::kSortRole);
    m_table->setModel(sorted);
    m_facets->setModel(m_potentials);
    m_tabs->setObjectName("phaseTabs");
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeDiagram(), tr("Diagram"));
    m_tabs->addTab(makeTable(m_table, "phaseTable", tr("Structures of the phase diagram")), tr("Structures"));
    m_tabs->addTab(makeTable(m_facets, "facetTable", tr("Chemical potentials")), tr("Potentials"));
    m_tabs->addTab(m_check, tr("Check"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 4);
    layout->setSpacing(2);
    layout->addWidget(m_form);
    layout->addLayout(makeButtons());
    layout->addWidget(m_problem);
    layout->addWidget(m_state);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_structure);
    connect(m_table, &QTableView::clicked, this, [this, sorted](const QModelIndex& index) {
        m_selection->setStructure(m_structures->structureAt(sorted->mapToSource(index).row()));
    });
    connectStudies();
    showView();
}

QWidget* PhasesPage::makeTable(QTableView* table, const char* name, const QString& about)
{
    table->setObjectName(name);
    table->setAccessibleName(about);
    styleTable(table);
    table->setSortingEnabled(table == m_table);
    return table;
}

QLayout* PhasesPage::makeButtons()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 2, 8, 2);
    row->setSpacing(6);
    for (QPushButton* button : {m_step, m_toStop, m_toEnd, m_stop})
        row->addWidget(button);
    row->addStretch(1);
    for (QPushButton* button : {m_ask, m_more})
        row->addWidget(button);
    auto* corner = new QWidget(this);
    auto* beside = new QHBoxLayout(corner);
    beside->setContentsMargins(0, 0, 8, 2);
    beside->setSpacing(4);
    for (QPushButton* button : {m_restart, m_keep})
        beside->addWidget(button);
    m_tabs->setCornerWidget(corner);
    makeAskMenu();
    auto* menu = new QMenu(m_more);
    menu->addAction(tr("Save table as CSV..."), this, &PhasesPage::saveTable)->setObjectName("savePhaseTable");
    menu->addAction(tr("Copy command"), this,
                    [this] {
                        QGuiApplication::clipboard()->setText(
                            hullCommand(*m_session, m_form->energies(), m_form->settings(), m_studies->search.isBegun()));
                    })
        ->setObjectName("copyHullCommand");
    menu->addAction(tr("Describe structures as alloys"), this,
                    [this] { m_session->changeMbtrSettings(preset("alloys"), tr("Settings for alloys")); })
        ->setObjectName("alloySettings");
    menu->addAction(tr("Forget kept searches"), &m_studies->search, &HullSearchStudy::clearKept)->setObjectName("forgetKept");
    m_more->setMenu(menu);
    HullSearchStudy* search = &m_studies->search;
    connect(m_step, &QPushButton::clicked, this, [this, search] { search->step(m_form->energies(), m_form->settings()); });
    connect(m_toStop, &QPushButton::clicked, this,
            [this, search] { search->run(m_form->energies(), m_form->settings(), ReplayEnd::AtTheStop); });
    connect(m_toEnd, &QPushButton::clicked, this,
            [this, search] { search->run(m_form->energies(), m_form->settings(), ReplayEnd::WithAllLookedUp); });
    connect(m_stop, &QPushButton::clicked, this, [this, search] {
        search->cancel();
        m_studies->questions.cancel();
    });
    connect(m_restart, &QPushButton::clicked, this, [this, search] {
        m_studies->questions.clear();
        search->restart();
    });
    connect(m_keep, &QPushButton::clicked, search, &HullSearchStudy::keep);
    return row;
}

void PhasesPage::makeAskMenu()
{
    auto* menu = new QMenu(m_ask);
    menu->setToolTipsVisible(true);
    const auto add = [&](const char* name, const QString& text, const QString& tip) {
        QAction* action = menu->addAction(text);
        action->setObjectName(name);
        action->setToolTip(tip);
        return action;
    };
    connect(add("askStructures", tr("Write the next structures..."), tr("As many as Batch says, with a table to fill in")),
            &QAction::triggered, this, [this] { askForFolder(true); });
    connect(add("takeEnergies", tr("Take energies from a table..."), tr("The columns id and energy")), &QAction::triggered, this,
            &PhasesPage::askForTable);
    connect(add("openSearch", tr("Go on with a search in a folder..."), tr("What was known there is shown")), &QAction::triggered,
            this, [this] { askForFolder(false); });
    m_ask->setMenu(menu);
}

void PhasesPage::askForFolder(bool writes)
{
    HullQuestionStudy& questions = m_studies->questions;
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of the search"), questions.folder());
    if (folder.isEmpty())
        return;
    m_studies->search.restart();
    writes ? questions.ask(m_form->energies(), m_form->settings(), folder)
           : questions.open(m_form->energies(), m_form->settings(), folder);
}

void PhasesPage::askForTable()
{
    HullQuestionStudy& questions = m_studies->questions;
    const QString table
        = QFileDialog::getOpenFileName(this, tr("Energies"), questions.folder(), tr("Tables (*.csv *.tsv *.txt);;All files (*)"));
    if (!table.isEmpty())
        questions.answer(m_form->energies(), m_form->settings(), table);
}

/// How three and four elements are looked at.
QWidget* PhasesPage::makeView()
{
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(8, 0, 8, 0);
    const auto add
        = [&](NumberField*& field, const char* name, const QString& label, const QString& tip, const NumberLimits& limits) {
              field = new NumberField(limits, line);
              field->setObjectName(name);
              field->describe(label, tip);
              field->setMaximumWidth(130);
              auto* text = new QLabel(label, line);
              text->setObjectName(QString(name) + "Label");
              row->addWidget(text);
              row->addWidget(field);
          };
    add(m_turn, "phaseTurn", tr("Turn"), tr("About the vertical, degrees"), {.min = -360, .max = 360, .step = 10});
    add(m_tilt, "phaseTilt", tr("Tilt"), tr("Forward, degrees; 0: from above, 70: energies hang below the triangle"),
        {.min = -90, .max = 90, .step = 10});
    add(m_above, "phaseAbove", tr("Up to"), tr("Four elements: structures this far above the hull are drawn"),
        {.min = 0, .step = 5});
    row->addStretch(1);
    for (NumberField* field : {m_turn, m_tilt}) {
        field->setUnit("°");
        field->setValue(0);
        connect(field, &NumberField::valueChanged, this, [this] { m_simplex->setTurn(m_turn->number(), m_tilt->number()); });
    }
    m_above->setValue(50);
    connect(m_above, &NumberField::valueChanged, this,
            [this] { m_simplex->setMostAbove(m_above->number() / (m_view ? shownEnergy(*m_view).scale : 1)); });
    return line;
}

QWidget* PhasesPage::makeDiagram()
{
    m_empty->setObjectName("phaseEmpty");
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(16);
    m_binary->setObjectName("binaryPlot");
    m_simplex->setObjectName("simplexPlot");
    for (QWidget* widget : std::initializer_list<QWidget*> {m_empty, m_binary, m_simplex})
        m_diagrams->addWidget(widget);
    auto* above = new QWidget(this);
    auto* column = new QVBoxLayout(above);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_viewRow);
    column->addWidget(m_diagrams, 1);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName("phaseRows");
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(above);
    splitter->addWidget(m_progress);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 2);
    for (PhasePlot* plot : std::initializer_list<PhasePlot*> {m_binary, m_simplex})
        connect(plot, &PhasePlot::structureClicked, m_selection, &Selection::setStructure);
    return splitter;
}

void PhasesPage::connectStudies()
{
    connect(m_form, &PhaseForm::energiesChanged, this, &PhasesPage::follow);
    connect(m_session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset || stage == Stage::Subset)
            follow();
    });
    for (Study* study :
         std::initializer_list<Study*> {&m_studies->diagram, &m_studies->search, &m_studies->questions, &m_studies->check})
        connect(study, &Study::changed, this, &PhasesPage::showView);
    connect(&m_studies->diagram, &Study::changed, this, &PhasesPage::checkIfSmall);
    connect(m_session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (!inputs.testFlag(Input::Mbtr))
            return;
        m_studies->check.clear(); // what a representation cannot tell apart is its own matter
        checkIfSmall();
    });
    connect(m_check, &EnergyCheckPanel::checkWanted, this, [this] { m_studies->check.start(m_studies->diagram.view()); });
    connect(m_selection, &Selection::structureChanged, this, &PhasesPage::showStructure);
}

void PhasesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showAll();
}

/// Structures or energies are others.
void PhasesPage::follow()
{
    m_waiting = true;
    m_studies->questions.clear();
    m_studies->search.clear();
    showAll();
}

void PhasesPage::showAll()
{
    if (!m_waiting || !isVisible())
        return;
    if (!m_form->isReady() || !m_session->isFresh(Stage::Dataset) || !m_session->isFresh(Stage::Subset))
        return m_studies->diagram.clear();
    m_waiting = false;
    m_studies->diagram.start(m_form->energies());
}

void PhasesPage::showView()
{
    const bool searching = m_studies->search.isBegun();
    const auto view = searching && m_studies->search.view() ? m_studies->search.view()
        : m_studies->questions.view()                       ? m_studies->questions.view()
                                                            : wholeDiagram();
    if (view != m_view || !view) {
        m_view = view;
        showDiagram(view);
        m_structures->setView(view);
        m_potentials->setView(view);
        m_table->resizeColumnsToContents();
        m_facets->resizeColumnsToContents();
    }
    m_progress->setVisible(!m_studies->search.course().rounds.empty() || !m_studies->search.kept().empty());
    showState();
    showStructure();
}

/// Of all energies; doubtful ones are marked as soon as they are known.
std::shared_ptr<const PhaseView> PhasesPage::wholeDiagram() const
{
    const auto& diagram = m_studies->diagram.view();
    return m_studies->check.isAbout(diagram) ? m_studies->check.found()->view : diagram;
}

/// Small diagrams are checked without being asked.
void PhasesPage::checkIfSmall()
{
    const auto& diagram = m_studies->diagram.view();
    if (!diagram || m_studies->diagram.isRunning())
        return m_studies->check.clear();
    if (diagram->dots.size() <= EnergyCheckStudy::kMostUnasked && !m_studies->check.isFor(diagram))
        m_studies->check.start(diagram);
}

void PhasesPage::showDiagram(const std::shared_ptr<const PhaseView>& view)
{
    const std::size_t elements = view ? view->elements.size() : 0;
    const bool flat = elements == 2, solid = elements == 3 || elements == 4;
    m_binary->setView(flat ? view : nullptr);
    m_simplex->setView(solid ? view : nullptr);
    m_viewRow->setVisible(solid);
    for (QWidget* widget : std::initializer_list<QWidget*> {m_above, m_viewRow->findChild<QLabel*>("phaseAboveLabel")})
        widget->setVisible(elements == 4);
    m_above->setUnit(view ? shownEnergy(*view).unit : QString());
    if (solid)
        m_simplex->setMostAbove(m_above->number() / shownEnergy(*view).scale);
    m_empty->setText(
        elements == 1      ? tr("One element alone has no phase diagram.")
            : elements > 4 ? tr("%1 elements cannot be drawn: see the tables.").arg(elements)
            : m_form->isReady()
            ? tr("No diagram yet.")
            : tr("Open structures of an alloy with energies. The examples copper_palladium and copper_gold are such files."));
    m_diagrams->setCurrentIndex(flat ? 1 : solid ? 2 : 0); // in the order of makeDiagram()
}

QString PhasesPage::problem() const
{
    for (const Study* study : std::initializer_list<const Study*> {&m_studies->search, &m_studies->questions})
        if (!study->problem().isEmpty())
            return study->problem();
    return m_studies->questions.isBegun() ? QString() : m_studies->diagram.problem();
}

void PhasesPage::showState()
{
    const bool running = m_studies->search.isRunning() || m_studies->questions.isRunning();
    const bool ready = m_form->isReady() && m_studies->diagram.view() != nullptr;
    m_state->setText(phaseStateText(*m_studies, m_view.get()));
    showProblem(m_problem, problem());
    for (QPushButton* button : {m_step, m_toStop, m_toEnd})
        button->setEnabled(ready && !running);
    m_stop->setEnabled(running);
    m_restart->setEnabled(m_studies->search.isBegun() || m_studies->questions.isBegun());
    m_ask->setEnabled(m_form->isReady() && !running);
    m_keep->setEnabled(!running && !m_studies->search.course().rounds.empty());
    m_more->setEnabled(m_view != nullptr);
}

void PhasesPage::showStructure()
{
    const int structure = m_selection->structure();
    m_binary->setCurrentStructure(structure);
    m_simplex->setCurrentStructure(structure);
    const int dot = m_view && structure >= 0 && structure < static_cast<int>(m_view->rows.size())
        ? m_view->rows[static_cast<std::size_t>(structure)]
        : -1;
    if (dot < 0)
        return m_structure->clear();
    m_structure->setText(phaseStructureText(*m_view, dot));
}

void PhasesPage::saveTable()
{
    const QString csv = m_view && m_view->elements.size() == 2 ? m_binary->csv() : m_simplex->csv();
    showProblem(m_problem, askAndSaveTable(tr("Save table"), "phases.csv", csv, this));
}

} // namespace mbtr::gui

#include "moc_phases_page.cpp"
