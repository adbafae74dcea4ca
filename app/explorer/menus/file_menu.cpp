#include "app/explorer/menus/file_menu.h"

#include "app/explorer/menus/data_actions.h"
#include "app/explorer/menus/structure_filters.h"
#include "app/explorer/preferences.h"
#include "app/explorer/questions/unsaved_edits.h"
#include "app/explorer/workspace.h"
#include "widgets/document/local_path.h"
#include "widgets/panels/desk/picture_export.h"
#include "widgets/theme/icons.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr int kRecentFiles = 12;

/// Has a structure been read from this file, or from this folder?
bool gaveStructures(const Dataset& dataset, const QString& file)
{
    const std::string path = localPath(file);
    return std::ranges::any_of(dataset.sources, [&](const Source& source) {
        return source.end > source.begin && (source.path == path || source.path.starts_with(path + '/'));
    });
}

} // namespace

FileMenu::FileMenu(Workspace* workspace, const Preferences& preferences, QWidget* parent)
    : QMenu(tr("&File"), parent)
    , m_workspace(workspace)
    , m_preferences(preferences)
    , m_unsavedEdits(new UnsavedEdits(workspace, parent))
    , m_open(addAction(themedIcon("open"), tr("&Open…"), QKeySequence::Open, this, &FileMenu::openFiles))
{
    setObjectName("fileMenu");
    buildOpening();
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

void FileMenu::buildOpening()
{
    m_open->setObjectName("openAction");
    m_open->setToolTip(tr("Opens structures in place of those that are open (%1)").arg(m_open->shortcut().toString()));
    auto* add = addAction(tr("&Add files…"), QKeySequence(tr("Ctrl+Shift+O")), this, &FileMenu::addFiles);
    add->setObjectName("addFilesAction");
    add->setToolTip(tr("Opens structures after those that are open, which stay; also: drop files with Shift"));
    auto* folder = addAction(tr("Open &folder…"), this, &FileMenu::openFolder);
    folder->setObjectName("openFolderAction");
    folder->setToolTip(tr("Opens all structures in a folder as one dataset"));
    buildExamples();
    m_recent = addMenu(tr("Open &recent"));
    m_recent->setObjectName("recentMenu");
    connect(m_recent, &QMenu::aboutToShow, this, &FileMenu::buildRecent);
}

void FileMenu::open(const QStringList& files)
{
    if (!files.isEmpty())
        m_unsavedEdits->before(tr("Opening other files"), [this, files] { m_workspace->session.openFiles(files); });
}

void FileMenu::add(const QStringList& files)
{
    if (!files.isEmpty())
        m_workspace->session.addFiles(files);
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
        connect(action, &QAction::triggered, this, [this, file = example.file] {
            m_unsavedEdits->before(tr("Opening an example"), [this, file] { m_workspace->openExample(file); });
        });
    }
}

void FileMenu::buildRecent()
{
    m_recent->clear();
    const QStringList files = m_preferences.state("recentFiles").toStringList();
    for (const QString& file : files) {
        auto* action = m_recent->addAction(QFileInfo(file).fileName().replace('&', "&&"));
        action->setToolTip(file);
        connect(action, &QAction::triggered, this, [this, file] { open({file}); });
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
    open(chosenFiles(tr("Open structures")));
}

void FileMenu::addFiles()
{
    add(chosenFiles(tr("Add structures")));
}

QStringList FileMenu::chosenFiles(const QString& title)
{
    return QFileDialog::getOpenFileNames(parentWidget(), title, lastFolder(), readableStructures());
}

void FileMenu::openFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(parentWidget(), tr("Open folder"), lastFolder());
    if (!folder.isEmpty())
        open({folder});
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
    const auto& dataset = m_workspace->session.dataset().value;
    if (!dataset || m_workspace->session.showsFirstStructures())
        return;
    QStringList files = m_preferences.state("recentFiles").toStringList();
    for (const QString& file : m_workspace->session.files()) {
        if (m_workspace->examples.isCopy(file) || !gaveStructures(*dataset, file))
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
