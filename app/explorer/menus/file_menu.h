#pragma once

#include <QMenu>

namespace mbtr::gui {

class PictureExport;
class Preferences;
class Workspace;

/// Opening and saving: structures, bundled examples, recent files, settings files.
class FileMenu : public QMenu {
    Q_OBJECT

public:
    FileMenu(Workspace* workspace, const Preferences& preferences, QWidget* parent);

    /// Entries for pictures of the structure, before the end.
    void addPictures(PictureExport* pictures);
    QAction* openAction() const { return m_open; }

private:
    void buildExamples();
    void buildRecent();
    void buildSettings();
    void openFiles();
    void openFolder();
    void openSettings();
    void saveSettings();
    void saveStructure();
    void remember();
    QString lastFolder() const;

    Workspace* m_workspace;
    const Preferences& m_preferences;
    QAction* m_open;
    QMenu* m_recent;
};

} // namespace mbtr::gui
