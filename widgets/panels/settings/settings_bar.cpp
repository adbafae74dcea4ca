#include "widgets/panels/settings/settings_bar.h"

#include "core/base/error.h"
#include "core/mbtr/presets.h"
#include "core/mbtr/settings_json.h"
#include "widgets/document/local_path.h"
#include "widgets/document/session.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/texts.h"
#include "widgets/plots/plot_export.h"
#include "widgets/work/grid_fitter.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace mbtr::gui {

namespace {

} // namespace

SettingsBar::SettingsBar(Session* session, GridFitter* grids, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_grids(grids)
    , m_presets(new QComboBox(this))
    , m_follow(new QCheckBox(this))
    , m_problem(makeProblemLabel(this))
{
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(8, 6, 8, 4);
    m_presets->setObjectName("preset");
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->setToolTip(tr("Complete settings to start from"));
    m_presets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_presets->setMinimumContentsLength(6);
    m_presets->addItem(tr("Own settings"));
    for (const std::string_view name : presetNames())
        m_presets->addItem(asQString(name), asQString(name));
    m_fit = makeButton("fitGrids", tr("Fit grids"), tr("Fit the grids to the data"),
                       tr("Chooses the grid of each term so that it holds what occurs in the open structures; of large sets "
                          "about %1 structures are looked at")
                           .arg(GridFitter::kMostStructures));
    auto* openButton = makeButton("openSettings", tr("Open..."), tr("Open a settings file"), tr("Open a settings file (JSON)"));
    auto* saveButton = makeButton("saveSettings", tr("Save..."), tr("Save a settings file"),
                                  tr("Save these settings for the next time and for the command line"));
    int column = 0;
    for (QWidget* widget : std::initializer_list<QWidget*> {m_presets, m_fit, openButton, saveButton})
        layout->addWidget(widget, 0, column++);
    m_follow->setObjectName("gridsFollow");
    m_follow->setAccessibleName(tr("Grids follow the data"));
    m_follow->setToolTip(tr("On: grids that do not hold the structures that are opened are fitted to them, and come back for "
                            "others. Off, and after a grid was typed: they stay"));
    layout->addWidget(m_follow, 1, 0, 1, column);
    layout->addWidget(m_problem, 2, 0, 1, column);
    layout->setColumnStretch(0, 1);
    connect(m_follow, &QCheckBox::clicked, m_session, &Session::changeGridsFollow);
    connect(m_presets, &QComboBox::activated, this, &SettingsBar::choosePreset);
    connect(openButton, &QPushButton::clicked, this, &SettingsBar::open);
    connect(saveButton, &QPushButton::clicked, this, &SettingsBar::save);
    connectGrids();
}

QPushButton* SettingsBar::makeButton(const char* name, const QString& text, const QString& accessibleName, const QString& toolTip)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(accessibleName);
    button->setToolTip(toolTip);
    button->setMinimumWidth(fontMetrics().horizontalAdvance(text) + 14); // in a narrow window
    return button;
}

void SettingsBar::connectGrids()
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
    connect(m_session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Files)) // a problem with the files before says nothing about these
            mbtr::gui::showProblem(m_problem, {});
    });
    enable();
}

void SettingsBar::setSettings(const MbtrSettings& settings)
{
    m_settings = settings;
    showPreset();
    showFollowing();
}

void SettingsBar::showProblem(const QString& problem)
{
    mbtr::gui::showProblem(m_problem, problem);
}

void SettingsBar::showPreset()
{
    const MbtrSettings start = withGrids(m_settings, m_session->modelSettings().startGrids);
    m_presets->setCurrentIndex(0);
    for (int i = 1; i < m_presets->count(); ++i)
        if (preset(m_presets->itemData(i).toString().toStdString()) == start)
            m_presets->setCurrentIndex(i);
}

/// One line where grids have moved by themselves, or no longer do.
void SettingsBar::showFollowing()
{
    const ModelSettings& models = m_session->modelSettings();
    QStringList fitted;
    for (std::size_t t = 0; t < models.startGrids.size(); ++t)
        if (models.startGrids[t] != models.mbtr.terms[t].grid)
            fitted << tr("k = %1").arg(models.mbtr.terms[t].k);
    m_follow->setChecked(models.gridsFollow);
    m_follow->setText(fitted.isEmpty() ? tr("Grids follow the data")
                                       : tr("Grids follow the data: %1 fitted").arg(fitted.join(", ")));
    m_follow->setVisible(!models.gridsFollow || !fitted.isEmpty());
}

void SettingsBar::choosePreset(int index)
{
    if (index == 0)
        return showPreset();
    const QString name = m_presets->itemData(index).toString();
    emit chosen(preset(name.toStdString()), tr("Choose preset"), name == "default" ? Grids::Follow : Grids::Stay);
}

void SettingsBar::open()
{
    auto* dialog = new QFileDialog(this, tr("Open settings"), {}, tr("Settings (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SettingsBar::openFile);
    dialog->open();
}

void SettingsBar::openFile(const QString& path)
{
    try {
        const MbtrSettings settings = readSettings(localPath(path));
        mbtr::gui::showProblem(m_problem, {});
        emit chosen(settings, tr("Open settings"), Grids::Stay);
    } catch (const Error& error) {
        mbtr::gui::showProblem(m_problem, QString::fromStdString(error.what()));
    }
}

void SettingsBar::save()
{
    auto* dialog = new QFileDialog(this, tr("Save settings"), {}, tr("Settings (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("json");
    connect(dialog, &QFileDialog::fileSelected, this, &SettingsBar::saveFile);
    dialog->open();
}

void SettingsBar::saveFile(const QString& path)
{
    try {
        writeBytes(path, QByteArray::fromStdString(toJson(m_session->mbtrSettings())));
        mbtr::gui::showProblem(m_problem, {});
    } catch (const Error& error) {
        mbtr::gui::showProblem(m_problem, QString::fromStdString(error.what()));
    }
}

} // namespace mbtr::gui
