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
    layout->addWidget(m_problem, 1, 0, 1, column);
    layout->setColumnStretch(0, 1);
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
    enable();
}

void SettingsBar::setSettings(const MbtrSettings& settings)
{
    m_settings = settings;
    showPreset();
}

void SettingsBar::showProblem(const QString& problem)
{
    mbtr::gui::showProblem(m_problem, problem);
}

void SettingsBar::showPreset()
{
    m_presets->setCurrentIndex(0);
    for (int i = 1; i < m_presets->count(); ++i)
        if (preset(m_presets->itemData(i).toString().toStdString()) == m_settings)
            m_presets->setCurrentIndex(i);
}

void SettingsBar::choosePreset(int index)
{
    if (index == 0)
        return showPreset();
    emit chosen(preset(m_presets->itemData(index).toString().toStdString()), tr("Choose preset"));
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
        emit chosen(settings, tr("Open settings"));
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
