#pragma once

#include "app/explorer/command_line.h"
#include "app/explorer/main_window.h"
#include "app/explorer/preferences.h"
#include "app/explorer/workspace.h"

namespace mbtr::gui {

/// The program between start and end: document, window, and what the command line asked for.
class Application {
public:
    explicit Application(const CommandLine& options);

    /// Opens files and settings and shows the window. Returns a sentence where the settings file cannot be read.
    QString start();

private:
    CommandLine m_options;
    Preferences m_preferences;
    Theme m_theme; ///< set before the first widget is made
    Workspace m_workspace;
    MainWindow m_window;
};

} // namespace mbtr::gui
