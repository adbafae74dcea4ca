#include "app/explorer/menus/view_menu.h"

#include "app/explorer/preferences.h"
#include "widgets/theme/icons.h"

#include <QActionGroup>

namespace mbtr::gui {

Theme themeOf(const Preferences& preferences)
{
    const int number = preferences.choice("theme", static_cast<int>(Theme::System)).toInt();
    return number == static_cast<int>(Theme::Light) || number == static_cast<int>(Theme::Dark) ? static_cast<Theme>(number)
                                                                                               : Theme::System;
}

ViewMenu::ViewMenu(const Preferences& preferences, QWidget* parent)
    : QMenu(tr("&View"), parent)
    , m_pages(new QActionGroup(this))
    , m_themes(new QActionGroup(this))
{
    setObjectName("viewMenu");
    buildPages();
    addSeparator();
    buildThemes(preferences);
    addSeparator();
    m_messages = addAction(tr("&Messages"));
    m_messages->setObjectName("messagesAction");
    m_messages->setShortcut(QKeySequence(tr("Ctrl+M")));
    m_messages->setCheckable(true);
}

void ViewMenu::buildPages()
{
    const auto add = [this](Page page, const char* icon, const QString& text, const QString& key, const QString& tip) {
        auto* action = addAction(themedIcon(icon), text);
        action->setObjectName(QStringLiteral("page%1Action").arg(static_cast<int>(page)));
        action->setCheckable(true);
        action->setShortcut(QKeySequence(key));
        action->setToolTip(tr("%1 (%2)").arg(tip, key));
        m_pages->addAction(action);
        connect(action, &QAction::triggered, this, [this, page] { emit pageChosen(page); });
    };
    add(Page::Explore, "explore", tr("&Explore"), tr("Ctrl+1"), tr("The structure beside its many-body tensor"));
    add(Page::Compare, "compare", tr("&Compare"), tr("Ctrl+2"), tr("Two structures: how they differ, and where it comes from"));
    add(Page::Train, "train", tr("&Train"), tr("Ctrl+3"), tr("A model learns a property of the structures"));
    add(Page::Forces, "forces", tr("&Forces"), tr("Ctrl+4"),
        tr("A model learns the forces on the atoms, and the molecule moves by them"));
    add(Page::Phases, "phases", tr("&Phases"), tr("Ctrl+5"),
        tr("Which alloys are stable, and which structure to calculate next"));
    m_pages->actions().first()->setChecked(true);
}

void ViewMenu::buildThemes(const Preferences& preferences)
{
    auto* menu = addMenu(tr("&Colours"));
    const auto add = [&](Theme theme, const QString& text, const char* name) {
        auto* action = menu->addAction(text);
        action->setObjectName(QStringLiteral("%1ThemeAction").arg(name));
        action->setCheckable(true);
        action->setData(static_cast<int>(theme));
        m_themes->addAction(action);
        connect(action, &QAction::triggered, this, [&preferences, theme] {
            applyTheme(theme);
            preferences.setChoice("theme", static_cast<int>(theme));
        });
    };
    add(Theme::Light, tr("&Light"), "light");
    add(Theme::Dark, tr("&Dark"), "dark");
    add(Theme::System, tr("As the &system"), "system");
}

QList<QAction*> ViewMenu::pageActions() const
{
    return m_pages->actions();
}

void ViewMenu::choosePage(Page page)
{
    m_pages->actions().at(static_cast<int>(page))->trigger();
}

void ViewMenu::chooseTheme(Theme theme)
{
    for (QAction* action : m_themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(theme));
    applyTheme(theme);
}

} // namespace mbtr::gui

#include "moc_view_menu.cpp"
