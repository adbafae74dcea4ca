#pragma once

#include "app/explorer/command_line.h"

#include <QMenu>

class QActionGroup;

namespace mbtr::gui {

class Preferences;

/// The colours that were chosen last.
Theme themeOf(const Preferences& preferences);

/// Pages, colours, messages.
class ViewMenu : public QMenu {
    Q_OBJECT

public:
    ViewMenu(const Preferences& preferences, QWidget* parent);

    /// Checkable, one a page, in the order of Page.
    QList<QAction*> pageActions() const;
    QAction* messagesAction() const { return m_messages; }
    void choosePage(Page page);
    /// Without remembering it.
    void chooseTheme(Theme theme);

signals:
    void pageChosen(mbtr::gui::Page page);

private:
    void buildPages();
    void buildThemes(const Preferences& preferences);

    QActionGroup* m_pages;
    QActionGroup* m_themes;
    QAction* m_messages = nullptr;
};

} // namespace mbtr::gui
