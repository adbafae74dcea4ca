#pragma once

#include "app/explorer/command_line.h"

#include <QMainWindow>

class QLabel;
class QToolButton;

namespace mbtr::gui {

class FileMenu;
class Preferences;
class ViewMenu;
class Workbench;
class Workspace;

/// Puts menus, tool bar, workbench and status bar together.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Workspace* workspace, const Preferences& preferences, QWidget* parent = nullptr);

    void showPage(Page page);
    void chooseTheme(Theme theme);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildMenus();
    void buildToolBar();
    void buildStatusBar();
    void connectMessages();
    void restoreLayout();
    void showFiles();
    void showEdits();
    void showMessageCount();

    Workspace* m_workspace;
    const Preferences& m_preferences;
    Workbench* m_workbench;
    FileMenu* m_fileMenu = nullptr;
    ViewMenu* m_viewMenu = nullptr;
    bool m_mayClose = false; ///< edits may be lost
    QLabel* m_summary = nullptr;
    QToolButton* m_messageCount = nullptr;
};

} // namespace mbtr::gui
