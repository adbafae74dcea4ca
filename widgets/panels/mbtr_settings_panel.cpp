#include "widgets/panels/mbtr_settings_panel.h"

#include "core/base/error.h"
#include "core/mbtr/settings_json.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/field_grid.h"
#include "widgets/fields/field_style.h"
#include "widgets/panels/term_defaults.h"
#include "widgets/panels/term_form.h"
#include "widgets/plots/plot_export.h"
#include "widgets/session/grid_fitter.h"
#include "widgets/session/session.h"

#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <algorithm>

namespace mbtr::gui {

namespace {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<int>(text.size()));
}

/// A choice box over an enumeration whose names are in the order of the enumerators.
QList<Choice> choicesOf(std::span<const std::string_view> names, const QStringList& toolTips)
{
    QList<Choice> choices;
    for (int i = 0; i < static_cast<int>(names.size()); ++i)
        choices.append({fromView(names[static_cast<std::size_t>(i)]), toolTips.value(i), i});
    return choices;
}

QScrollArea* inScrollArea(QWidget* content)
{
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(content->minimumSizeHint().width() + area->verticalScrollBar()->sizeHint().width());
    return area;
}

/// The tab to start on: there is most to choose.
int firstPairs(const MbtrSettings& settings)
{
    const auto pairs = std::find_if(settings.terms.begin(), settings.terms.end(), [](const TermSettings& term) { return term.k == 2; });
    return pairs == settings.terms.end() ? 0 : static_cast<int>(pairs - settings.terms.begin());
}

/// "sigma: must be larger than 0" -> "Must be larger than 0."
QString sentenceOf(const SettingsError& error)
{
    QString text = QString::fromStdString(error.what()).mid(static_cast<int>(error.field().size()) + 2);
    text.replace(0, 1, text.left(1).toUpper());
    return text.endsWith('.') ? text : text + '.';
}

} // namespace

MbtrSettingsPanel::MbtrSettingsPanel(Session* session, GridFitter* grids, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_grids(grids)
    , m_presets(new QComboBox(this))
    , m_problem(makeProblemLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_discretization(new ChoiceBox(this))
    , m_normalization(new ChoiceBox(this))
    , m_reversals(new ChoiceBox(this))
    , m_periodicity(new ChoiceBox(this))
    , m_normalizeGaussians(new QCheckBox(tr("Normalise Gaussians"), this))
    , m_globalProblem(makeProblemLabel(this))
{
    setObjectName("mbtrSettingsPanel");
    setAccessibleName(tr("Tensor settings"));
    m_tabs->setObjectName("settingsTabs");
    m_tabs->setAccessibleName(tr("Terms and what is common to all of them"));
    m_tabs->tabBar()->setObjectName("settingsTabBar");
    m_tabs->tabBar()->setAccessibleName(m_tabs->accessibleName());
    m_tabs->setDocumentMode(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFileRow());
    layout->addWidget(m_tabs, 1);
    m_tabs->addTab(inScrollArea(makeGlobals()), tr("All terms"));
    m_tabs->setCornerWidget(makeAddButton());
    connectGrids();
    connect(m_session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Mbtr))
            readSession();
    });
    readSession();
    m_tabs->setCurrentIndex(firstPairs(m_draft));
}

QPushButton* MbtrSettingsPanel::makeButton(const char* name, const QString& text, const QString& accessibleName, const QString& toolTip)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(accessibleName);
    button->setToolTip(toolTip);
    button->setMinimumWidth(fontMetrics().horizontalAdvance(text) + 14); // in a narrow window
    return button;
}

QWidget* MbtrSettingsPanel::makeFileRow()
{
    auto* row = new QWidget(this);
    auto* layout = new QGridLayout(row);
    layout->setContentsMargins(8, 6, 8, 4);
    m_presets->setObjectName("preset");
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->setToolTip(tr("Complete settings to start from"));
    m_presets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_presets->setMinimumContentsLength(6);
    m_presets->addItem(tr("Own settings"));
    for (const std::string_view name : presetNames())
        m_presets->addItem(fromView(name), fromView(name));
    m_fit = makeButton("fitGrids", tr("Fit grids"), tr("Fit the grids to the data"),
                       tr("Chooses the grid of each term so that it holds what occurs in the open structures; of large sets "
                          "about %1 structures are looked at").arg(GridFitter::kMostStructures));
    auto* openButton = makeButton("openSettings", tr("Open..."), tr("Open a settings file"), tr("Open a settings file (JSON)"));
    auto* saveButton = makeButton("saveSettings", tr("Save..."), tr("Save a settings file"),
                                  tr("Save these settings for the next time and for the command line"));
    int column = 0;
    for (QWidget* widget : std::initializer_list<QWidget*> {m_presets, m_fit, openButton, saveButton})
        layout->addWidget(widget, 0, column++);
    layout->addWidget(m_problem, 1, 0, 1, column);
    layout->setColumnStretch(0, 1);
    connect(m_presets, &QComboBox::activated, this, &MbtrSettingsPanel::choosePreset);
    connect(openButton, &QPushButton::clicked, this, &MbtrSettingsPanel::open);
    connect(saveButton, &QPushButton::clicked, this, &MbtrSettingsPanel::save);
    return row;
}

void MbtrSettingsPanel::connectGrids()
{
    const auto enable = [this] {
        const auto dataset = m_session->dataset().value;
        m_fit->setEnabled(dataset && dataset->size() > 0 && !m_grids->isRunning());
    };
    connect(m_fit, &QPushButton::clicked, m_grids, [this] {
        mbtr::gui::showProblem(m_problem, {});
        m_grids->fit();
    });
    connect(m_grids, &GridFitter::stateChanged, this, enable);
    connect(m_grids, &GridFitter::failed, this, [this](const QString& problem) { mbtr::gui::showProblem(m_problem, problem); });
    connect(m_session, &Session::resultChanged, this, enable);
    enable();
}

QWidget* MbtrSettingsPanel::makeAddButton()
{
    auto* button = new QPushButton(tr("Add term"), this);
    button->setObjectName("addTerm");
    button->setAccessibleName(tr("Add a term"));
    button->setToolTip(tr("Add a term of one to four atoms"));
    auto* menu = new QMenu(button);
    const QStringList names {tr("k = 1, elements"), tr("k = 2, pairs"), tr("k = 3, triples"), tr("k = 4, chains")};
    for (int k = 1; k <= 4; ++k)
        menu->addAction(names[k - 1], this, [this, k] {
            m_draft.terms.push_back(defaultTerm(k));
            propose(tr("Add term"));
            m_tabs->setCurrentIndex(static_cast<int>(m_terms.size()) - 1);
        });
    button->setMenu(menu);
    return button;
}

QWidget* MbtrSettingsPanel::makeGlobals()
{
    auto* form = new FieldGrid(232, 3, this);
    form->setObjectName("allTerms");
    form->setContentsMargins(8, 8, 8, 8);
    const auto add = [&](ChoiceBox* choice, const char* name, const QString& label, const QString& toolTip,
                         const QList<Choice>& choices, auto change) {
        choice->setObjectName(name);
        choice->setAccessibleName(label);
        choice->setToolTip(toolTip);
        choice->setChoices(choices);
        form->add(label, choice);
        connect(choice, &ChoiceBox::chosen, this, [this, label, change](int value) {
            change(m_draft, value);
            propose(tr("Change %1").arg(label.toLower()));
        });
    };
    add(m_discretization, "discretization", tr("Discretisation"), tr("How a Gaussian becomes numbers on the grid"),
        choicesOf(discretizationNames(), {tr("Bins from min to max, mass in each bin"),
                                          tr("Bins centred on the grid points, mass in each bin"),
                                          tr("Bins centred on the grid points, density (mass divided by bin width)")}),
        [](MbtrSettings& s, int value) { s.discretization = static_cast<Discretization>(value); });
    add(m_normalization, "normalization", tr("Normalisation"), tr("What the whole tensor is divided by"),
        choicesOf(normalizationNames(), {tr("Nothing: grows with the size of the structure"), tr("Its Euclidean norm"),
                                         tr("Its sum"), tr("The number of atoms"), tr("As Valle and Oganov; crystals only")}),
        [](MbtrSettings& s, int value) { s.normalization = static_cast<Normalization>(value); });
    add(m_reversals, "reversals", tr("Reversals"), tr("Whether a tuple and its reversal count once or twice"),
        {{tr("counted once"), tr("C-H stands for H-C, too"), static_cast<int>(Reversals::Removed)},
         {tr("kept"), tr("All element blocks, both directions"), static_cast<int>(Reversals::Kept)}},
        [](MbtrSettings& s, int value) { s.reversals = static_cast<Reversals>(value); });
    add(m_periodicity, "periodicity", tr("Unit cell"), tr("Whether atoms beyond the cell count"),
        {{tr("as in the file"), tr("Periodic where the structure is"), static_cast<int>(Periodicity::Auto)},
         {tr("ignored"), tr("Only the atoms in the file"), static_cast<int>(Periodicity::Ignored)}},
        [](MbtrSettings& s, int value) { s.periodicity = static_cast<Periodicity>(value); });
    m_normalizeGaussians->setObjectName("normalizeGaussians");
    m_normalizeGaussians->setAccessibleName(tr("Normalise Gaussians"));
    m_normalizeGaussians->setToolTip(tr("Area 1 for each Gaussian; off: height 1. Only the discretisation dscribe has the choice."));
    form->addRow({}, m_normalizeGaussians);
    form->addRow({}, m_globalProblem);
    connect(m_normalizeGaussians, &QCheckBox::clicked, this, [this](bool checked) {
        m_draft.normalizeGaussians = checked;
        propose(tr("Change normalisation of Gaussians"));
    });
    return form;
}

void MbtrSettingsPanel::readSession()
{
    m_draft = m_session->mbtrSettings();
    clearProblems();
    showSettings();
}

void MbtrSettingsPanel::makeTerms()
{
    while (m_terms.size() > m_draft.terms.size()) {
        QWidget* page = m_tabs->widget(static_cast<int>(m_terms.size()) - 1);
        m_tabs->removeTab(m_tabs->indexOf(page));
        page->deleteLater();
        m_terms.pop_back();
    }
    while (m_terms.size() < m_draft.terms.size())
        addTermForm();
}

void MbtrSettingsPanel::addTermForm()
{
    const std::size_t i = m_terms.size();
    auto* form = new TermForm(static_cast<int>(i));
    m_tabs->insertTab(static_cast<int>(i), inScrollArea(form), {});
    m_terms.push_back(form);
    connect(form, &TermForm::edited, this, [this, i](const TermSettings& term, const QString& what) {
        m_draft.terms[i] = term;
        propose(what);
    });
    connect(form, &TermForm::removeRequested, this, [this, i] {
        m_draft.terms.erase(m_draft.terms.begin() + static_cast<std::ptrdiff_t>(i));
        propose(tr("Remove term %1").arg(i + 1));
    });
}

void MbtrSettingsPanel::showTabs()
{
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        const auto& term = m_draft.terms[i];
        m_tabs->setTabText(static_cast<int>(i), tr("k = %1").arg(term.k));
        m_tabs->setTabToolTip(static_cast<int>(i), tr("Term %1: %2").arg(i + 1).arg(fromView(info(term.geometry).name)));
    }
}

/// What the user is told about must be in sight.
void MbtrSettingsPanel::showPage(QWidget* form)
{
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->widget(i)->isAncestorOf(form))
            m_tabs->setCurrentIndex(i);
}

void MbtrSettingsPanel::showSettings()
{
    makeTerms();
    for (std::size_t i = 0; i < m_terms.size(); ++i)
        m_terms[i]->setTerm(m_draft.terms[i], m_draft.discretization, m_terms.size() > 1);
    m_discretization->setValue(static_cast<int>(m_draft.discretization));
    m_normalization->setValue(static_cast<int>(m_draft.normalization));
    m_reversals->setValue(static_cast<int>(m_draft.reversals));
    m_periodicity->setValue(static_cast<int>(m_draft.periodicity));
    m_normalizeGaussians->setChecked(m_draft.normalizeGaussians);
    m_normalizeGaussians->setEnabled(m_draft.discretization == Discretization::Dscribe);
    showTabs();
    showPreset();
}

void MbtrSettingsPanel::showPreset()
{
    m_presets->setCurrentIndex(0);
    for (int i = 1; i < m_presets->count(); ++i)
        if (preset(m_presets->itemData(i).toString().toStdString()) == m_draft)
            m_presets->setCurrentIndex(i);
}

void MbtrSettingsPanel::propose(const QString& what)
{
    if (m_draft.discretization != Discretization::Dscribe)
        m_draft.normalizeGaussians = true; // the others have no choice
    clearProblems();
    try {
        validate(m_draft);
    } catch (const SettingsError& error) {
        showSettings();
        return showProblem(QString::fromStdString(error.field()), sentenceOf(error));
    }
    if (m_draft == m_session->mbtrSettings())
        return showSettings();
    m_session->changeMbtrSettings(m_draft, what);
}

void MbtrSettingsPanel::showProblem(const QString& field, const QString& problem)
{
    const int dot = static_cast<int>(field.indexOf("]."));
    if (!field.startsWith("terms[") || dot < 0) {
        mbtr::gui::showProblem(m_globalProblem, problem);
        return showPage(m_globalProblem);
    }
    const auto term = static_cast<std::size_t>(field.mid(6, dot - 6).toInt());
    if (term >= m_terms.size())
        return;
    m_terms[term]->showProblem(field.mid(dot + 2), problem);
    showPage(m_terms[term]);
}

void MbtrSettingsPanel::clearProblems()
{
    mbtr::gui::showProblem(m_problem, {});
    mbtr::gui::showProblem(m_globalProblem, {});
    for (TermForm* form : m_terms)
        form->clearProblems();
}

void MbtrSettingsPanel::choosePreset(int index)
{
    if (index == 0)
        return showPreset();
    m_draft = preset(m_presets->itemData(index).toString().toStdString());
    propose(tr("Choose preset"));
}

void MbtrSettingsPanel::open()
{
    auto* dialog = new QFileDialog(this, tr("Open settings"), {}, tr("Settings (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MbtrSettingsPanel::openFile);
    dialog->open();
}

void MbtrSettingsPanel::openFile(const QString& path)
{
    try {
        m_draft = readSettings(QFile::encodeName(path).toStdString());
        propose(tr("Open settings"));
    } catch (const Error& error) {
        mbtr::gui::showProblem(m_problem, QString::fromStdString(error.what()));
    }
}

void MbtrSettingsPanel::save()
{
    auto* dialog = new QFileDialog(this, tr("Save settings"), {}, tr("Settings (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("json");
    connect(dialog, &QFileDialog::fileSelected, this, &MbtrSettingsPanel::saveFile);
    dialog->open();
}

void MbtrSettingsPanel::saveFile(const QString& path)
{
    try {
        writeBytes(path, QByteArray::fromStdString(toJson(m_session->mbtrSettings())));
        mbtr::gui::showProblem(m_problem, {});
    } catch (const Error& error) {
        mbtr::gui::showProblem(m_problem, QString::fromStdString(error.what()));
    }
}

} // namespace mbtr::gui
