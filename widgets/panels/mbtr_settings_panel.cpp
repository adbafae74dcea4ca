#include "widgets/panels/mbtr_settings_panel.h"

#include "core/base/error.h"
#include "core/mbtr/settings_json.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/field_style.h"
#include "widgets/panels/term_defaults.h"
#include "widgets/panels/term_form.h"
#include "widgets/plots/plot_export.h"
#include "widgets/session/session.h"

#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

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

/// "sigma: must be larger than 0" -> "Must be larger than 0."
QString sentenceOf(const SettingsError& error)
{
    QString text = QString::fromStdString(error.what()).mid(static_cast<int>(error.field().size()) + 2);
    text.replace(0, 1, text.left(1).toUpper());
    return text.endsWith('.') ? text : text + '.';
}

} // namespace

MbtrSettingsPanel::MbtrSettingsPanel(Session* session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_presets(new QComboBox(this))
    , m_problem(makeProblemLabel(this))
    , m_scroll(new QScrollArea(this))
    , m_termsLayout(new QVBoxLayout)
    , m_discretization(new ChoiceBox(this))
    , m_normalization(new ChoiceBox(this))
    , m_reversals(new ChoiceBox(this))
    , m_periodicity(new ChoiceBox(this))
    , m_normalizeGaussians(new QCheckBox(tr("Normalise Gaussians"), this))
    , m_globalProblem(makeProblemLabel(this))
{
    setObjectName("mbtrSettingsPanel");
    setAccessibleName(tr("Tensor settings"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(8, 4, 8, 8);
    column->setSpacing(8);
    column->addLayout(m_termsLayout);
    column->addWidget(makeAddButton(), 0, Qt::AlignLeft);
    column->addWidget(makeGlobals());
    column->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFileRow());
    layout->addWidget(m_scroll, 1);
    connect(m_session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Mbtr))
            readSession();
    });
    readSession();
}

QWidget* MbtrSettingsPanel::makeFileRow()
{
    auto* row = new QWidget(this);
    auto* layout = new QGridLayout(row);
    layout->setContentsMargins(8, 6, 8, 4);
    m_presets->setObjectName("preset");
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->setToolTip(tr("Complete settings to start from"));
    m_presets->addItem(tr("Own settings"));
    for (const std::string_view name : presetNames())
        m_presets->addItem(fromView(name), fromView(name));
    auto* openButton = new QPushButton(tr("Open..."), row);
    openButton->setObjectName("openSettings");
    openButton->setToolTip(tr("Open a settings file (JSON)"));
    openButton->setAccessibleName(tr("Open a settings file"));
    auto* saveButton = new QPushButton(tr("Save..."), row);
    saveButton->setObjectName("saveSettings");
    saveButton->setToolTip(tr("Save these settings for the next time and for the command line"));
    saveButton->setAccessibleName(tr("Save a settings file"));
    layout->addWidget(m_presets, 0, 0);
    layout->addWidget(openButton, 0, 1);
    layout->addWidget(saveButton, 0, 2);
    layout->addWidget(m_problem, 1, 0, 1, 3);
    layout->setColumnStretch(0, 1);
    connect(m_presets, &QComboBox::activated, this, &MbtrSettingsPanel::choosePreset);
    connect(openButton, &QPushButton::clicked, this, &MbtrSettingsPanel::open);
    connect(saveButton, &QPushButton::clicked, this, &MbtrSettingsPanel::save);
    return row;
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
        });
    button->setMenu(menu);
    return button;
}

QWidget* MbtrSettingsPanel::makeGlobals()
{
    auto* box = new QGroupBox(tr("All terms"), this);
    auto* form = new QFormLayout(box);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(8);
    form->setVerticalSpacing(4);
    const auto add = [&](ChoiceBox* choice, const char* name, const QString& label, const QString& toolTip,
                         const QList<Choice>& choices, auto change) {
        choice->setObjectName(name);
        choice->setAccessibleName(label);
        choice->setToolTip(toolTip);
        choice->setChoices(choices);
        form->addRow(label, choice);
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
    form->addRow(QString(), m_normalizeGaussians);
    form->addRow(m_globalProblem);
    connect(m_normalizeGaussians, &QCheckBox::clicked, this, [this](bool checked) {
        m_draft.normalizeGaussians = checked;
        propose(tr("Change normalisation of Gaussians"));
    });
    return box;
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
        m_terms.back()->deleteLater();
        m_termsLayout->removeWidget(m_terms.back());
        m_terms.back()->hide();
        m_terms.pop_back();
    }
    while (m_terms.size() < m_draft.terms.size()) {
        const std::size_t i = m_terms.size();
        auto* form = new TermForm(static_cast<int>(i), this);
        m_termsLayout->addWidget(form);
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
    showPreset();
    m_scroll->setMinimumWidth(m_scroll->widget()->minimumSizeHint().width() + m_scroll->verticalScrollBar()->sizeHint().width());
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
    if (!field.startsWith("terms[") || dot < 0)
        return mbtr::gui::showProblem(m_globalProblem, problem);
    const auto term = static_cast<std::size_t>(field.mid(6, dot - 6).toInt());
    if (term < m_terms.size())
        m_terms[term]->showProblem(field.mid(dot + 2), problem);
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
