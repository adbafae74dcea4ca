#include "app/explorer/application.h"

#include "app/explorer/menus/view_menu.h"
#include "app/explorer/screenshot.h"

#include <QUndoStack>

namespace mbtr::gui {

namespace {

Theme applied(Theme theme)
{
    applyTheme(theme);
    return theme;
}

} // namespace

Application::Application(const CommandLine& options)
    : m_options(options)
    , m_preferences(options.screenshot.isEmpty())
    , m_theme(applied(options.theme.value_or(themeOf(m_preferences))))
    , m_window(&m_workspace, m_preferences)
{
}

QString Application::start()
{
    if (!m_options.settingsFile.isEmpty()) {
        const QString problem = m_workspace.openSettings(m_options.settingsFile);
        if (!problem.isEmpty())
            return problem;
        m_workspace.session.undoStack()->clear(); // what the program starts with is not a step
    }
    m_window.chooseTheme(m_theme);
    m_window.showPage(m_options.page);
    if (m_options.files.isEmpty())
        m_workspace.openExample(Examples::defaultFile());
    else
        m_workspace.session.openFiles(m_options.files);
    if (!m_options.screenshot.isEmpty()) {
        m_window.resize(m_options.size);
        new Screenshot(&m_window, &m_workspace.jobs, &m_workspace.log, m_options.screenshot);
    }
    m_window.show();
    return {};
}

} // namespace mbtr::gui
