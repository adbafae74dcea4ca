#include "app/explorer/menus/file_menu.h"

#include "app/explorer/menus/data_actions.h"
#include "app/explorer/menus/structure_filters.h"
#include "app/explorer/preferences.h"
#include "app/explorer/workspace.h"
#include "widgets/panels/desk/picture_export.h"
#include "widgets/theme/icons.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>

namespace mbtr::gui {

namespace {

constexpr int kRecentFiles = 12;

} // namespace

FileMenu::FileMenu(Workspace* workspace, const Preferences& preferences, QWidget* parent)
    : QMenu(tr("&File"), parent)
    , m_workspace(workspace)
    , m_preferences(preferences)
    , m_open(addAction(themedIcon("open"), tr("&Open…"), QKeySequence::Open, this, &FileMenu::openFiles))
{
    setObjectName("fileMenu");
    m_open->setObjectName("openAction");
    auto* folder = addAction(tr("Open &folder…"), this, &FileMenu::openFolder);
    folder->setObjectName("openFolderAction");
    folder->setToolTip(tr("Opens all structures in a folder as one dataset"));
    m_open->setToolTip(tr("Opens structures in place of those that are open (%1)").arg(m_open->shortcut().toString()));
    buildExamples();
    m_recent = addMenu(tr("Open &recent"));
    m_recent->setObjectName("recentMenu");
    connect(m_recent, &QMenu::aboutToShow, this, &FileMenu::buildRecent);
    auto* structure = addAction(tr("Save c&urrent structure as…"), this, &FileMenu::saveStructure);
    structure->setObjectName("saveStructureAction");
    structure->setToolTip(tr("Writes the structure that is shown, as it was edited; the opened file stays as it is"));
    addSeparator();
    new DataActions(workspace, this, [this] { return lastFolder(); });
    addSeparator();
    buildSettings();
    addSeparator();
    auto* quit = addAction(tr("&Quit"), QKeySequence::Quit, qApp, &QApplication::closeAllWindows);
    quit->setObjectName("quitAction");
    quit->setMenuRole(QAction::QuitRole);
    connect(&workspace->session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            remember();
    });
}

void FileMenu::addPictures(PictureExport* pictures)
{
    auto* save = new QAction(tr("&Export picture…"), this);
    save->setObjectName("exportPictureAction");
    save->setShortcut(QKeySequence(tr("Ctrl+Shift+E")));
    save->setToolTip(tr("The 3-D view as picture, drawing, scene or animation"));
    auto* copy = new QAction(tr("&Copy picture"), this);
    copy->setObjectName("copyPictureAction");
    copy->setShortcut(QKeySequence(tr("Ctrl+Shift+C")));
    copy->setToolTip(tr("The 3-D view as it is, to the clipboard"));
    connect(save, &QAction::triggered, pictures, &PictureExport::open);
    connect(copy, &QAction::triggered, pictures, &PictureExport::copy);
    QAction* quit = actions().last();
    insertActions(quit, {save, copy});
    insertSeparator(quit);
}

void FileMenu::buildExamples()
{
    auto* examples = addMenu(tr("Open &example"));
    examples->setObjectName("exampleMenu");
    for (const auto& example : Examples::list()) {
        auto* action = examples->addAction(example.title);
        connect(action, &QAction::triggered, this, [this, file = example.file] { m_workspace->openExample(file); });
    }
}

void FileMenu::buildRecent()
{
    m_recent->clear();
    const QStringList files = m_preferences.state("recentFiles").toStringList();
    for (const QString& file : files) {
        auto* action = m_recent->addAction(QFileInfo(file).fileName().replace('&', "&&"));
        action->setToolTip(file);
        connect(action, &QAction::triggered, this, [this, file] { m_workspace->session.openFiles({file}); });
    }
    if (files.isEmpty())
        m_recent->addAction(tr("None yet"))->setEnabled(false);
    m_recent->setToolTipsVisible(true);
}

void FileMenu::buildSettings()
{
    addAction(tr("Open MBTR &settings…"), this, &FileMenu::openSettings)->setObjectName("openSettingsAction");
    auto* save = addAction(themedIcon("save"), tr("Save MBTR settings &as…"), QKeySequence(tr("Ctrl+Shift+S")), this,
                           &FileMenu::saveSettings);
    save->setObjectName("saveSettingsAction");
}

void FileMenu::openFiles()
{
    const QStringList files
        = QFileDialog::getOpenFileNames(parentWidget(), tr("Open structures"), lastFolder(), readableStructures());
    if (!files.isEmpty())
        m_workspace->session.openFiles(files);
}

void FileMenu::openFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(parentWidget(), tr("Open folder"), lastFolder());
    if (!folder.isEmpty())
        m_workspace->session.openFiles({folder});
}

void FileMenu::openSettings()
{
    const QString file = QFileDialog::getOpenFileName(parentWidget(), tr("Open MBTR settings"), lastFolder(),
                                                      tr("MBTR settings (*.json);;All files (*)"));
    if (!file.isEmpty())
        m_workspace->openSettings(file);
}

void FileMenu::saveSettings()
{
    QFileDialog dialog(parentWidget(), tr("Save MBTR settings"), lastFolder(), tr("MBTR settings (*.json)"));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix("json");
    dialog.selectFile("settings.json");
    if (dialog.exec() == QDialog::Accepted)
        m_workspace->saveSettings(dialog.selectedFiles().value(0));
}

void FileMenu::saveStructure()
{
    QFileDialog dialog(parentWidget(), tr("Save the current structure"), lastFolder(), writableStructures());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix("extxyz");
    if (dialog.exec() == QDialog::Accepted)
        m_workspace->files.writeStructure(m_workspace->selection.structure(), dialog.selectedFiles().value(0));
}

void FileMenu::remember()
{
    QStringList files = m_preferences.state("recentFiles").toStringList();
    for (const QString& file : m_workspace->session.files()) {
        if (m_workspace->examples.isCopy(file) || !QFileInfo::exists(file))
            continue;
        files.removeAll(QFileInfo(file).absoluteFilePath());
        files.prepend(QFileInfo(file).absoluteFilePath());
    }
    m_preferences.setState("recentFiles", QStringList(files.mid(0, kRecentFiles)));
}

QString FileMenu::lastFolder() const
{
    const QString last = m_preferences.state("recentFiles").toStringList().value(0);
    return last.isEmpty() ? QString() : QFileInfo(last).absolutePath();
}

} // namespace mbtr::gui

#include "moc_file_menu.cpp"
