#pragma once

#include <QMenu>

namespace mbtr::gui {

class PictureExport;
class Preferences;
class UnsavedEdits;
class Workspace;

/// Opening and saving: structures, bundled examples, recent files, settings files.
class FileMenu : public QMenu {
    Q_OBJECT

public:
    FileMenu(Workspace* workspace, const Preferences& preferences, QWidget* parent);

    /// Entries for pictures of the structure, before the end.
    void addPictures(PictureExport* pictures);
    QAction* openAction() const { return m_open; }
    /// In place of those that are open; asks before edits are lost.
    void open(const QStringList& files);
    /// After those that are open.
    void add(const QStringList& files);
    UnsavedEdits* unsavedEdits() const { return m_unsavedEdits; }

private:
    void buildExamples();
    void buildRecent();
    void buildSettings();
    void buildOpening();
    void openFiles();
    void addFiles();
    QStringList chosenFiles(const QString& title);
    void openFolder();
    void openSettings();
    void saveSettings();
    void saveStructure();
    void remember();
    QString lastFolder() const;

    Workspace* m_workspace;
    const Preferences& m_preferences;
    UnsavedEdits* m_unsavedEdits;
    QAction* m_open;
    QMenu* m_recent;
};

} // namespace mbtr::gui
