#include "widgets/theme/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

namespace mbtr::gui {

namespace {

struct Colors {
    const char* window;
    const char* base;
    const char* alternate;
    const char* button;
    const char* text;
    const char* muted; ///< disabled and placeholder text
    const char* light; ///< edges towards the light, and away from it
    const char* dark;
    const char* accent;
    const char* link;
};

constexpr Colors kLight {"#f4f5f7", "#ffffff", "#f7f8fa", "#fbfbfc", "#1d2126", "#6a7179", "#ffffff", "#c3c8ce", "#1f62c4", "#1f62c4"};
constexpr Colors kDark {"#24272b", "#1b1d20", "#212428", "#2e3237", "#e4e7ea", "#969da5", "#3a3f45", "#121316", "#2f6fd0", "#7fb0ff"};

QPalette paletteOf(const Colors& colors)
{
    QPalette palette(QColor(colors.button), QColor(colors.window));
    const auto set = [&](QPalette::ColorRole role, const char* color) { palette.setColor(role, QColor(color)); };
    set(QPalette::Base, colors.base);
    set(QPalette::AlternateBase, colors.alternate);
    set(QPalette::ToolTipBase, colors.button);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        set(role, colors.text);
        palette.setColor(QPalette::Disabled, role, QColor(colors.muted));
    }
    set(QPalette::PlaceholderText, colors.muted);
    set(QPalette::Light, colors.light);
    set(QPalette::Midlight, colors.light);
    set(QPalette::Mid, colors.dark);
    set(QPalette::Dark, colors.dark);
    set(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(colors.dark));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    set(QPalette::Link, colors.link);
    set(QPalette::LinkVisited, colors.link);
    return palette;
}

bool systemIsDark()
{
    // Asked for the first time before a palette of ours is set.
    static const bool dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
}

} // namespace

void applyTheme(Theme theme)
{
    const bool dark = theme == Theme::Dark || (theme == Theme::System && systemIsDark());
    if (QApplication::style()->name() != QLatin1String("fusion"))
        QApplication::setStyle(QStyleFactory::create("Fusion"));
    QApplication::setPalette(paletteOf(dark ? kDark : kLight));
}

bool isDark()
{
    return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

QColor warningColor()
{
    return isDark() ? QColor("#e8b04a") : QColor("#8a5a00");
}

QColor errorColor()
{
    return isDark() ? QColor("#ff8a80") : QColor("#b3261e");
}

QColor accentColor()
{
    return isDark() ? QColor("#6ea4f5") : QColor("#1f62c4");
}

} // namespace mbtr::gui
