#include "widgets/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleOption>

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

constexpr Colors kLight {"#f4f5f7", "#ffffff", "#f7f8fa", "#fbfbfc", "#1d2126",
                         "#6a7179", "#ffffff", "#c3c8ce", "#1f62c4", "#1f62c4"};
// Fields are lighter than the window: Fusion frames them darker, which would not show on a dark field.
constexpr Colors kDark {"#1f2225", "#292d32", "#2d3237", "#33383e", "#e4e7ea",
                        "#9aa1a9", "#3d434a", "#131517", "#2f6fd0", "#7fb0ff"};

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

/// Fusion frames check boxes, and sinks buttons that are checked, in colours darker than the window, which do not show on a
/// dark one.
class ThemeStyle : public QProxyStyle {
public:
    ThemeStyle()
        : QProxyStyle("Fusion")
    {
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        if (element == PE_PanelButtonTool || element == PE_PanelButtonCommand)
            return markChecked(*option, *painter);
        if (element != PE_IndicatorCheckBox && element != PE_IndicatorRadioButton)
            return;
        const double radius = element == PE_IndicatorCheckBox ? 2 : option->rect.width() / 2.0;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(option->palette.color(QPalette::PlaceholderText));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        painter->restore();
    }

private:
    static void markChecked(const QStyleOption& option, QPainter& painter)
    {
        if (!option.state.testFlag(State_On))
            return;
        QColor fill = option.palette.color(QPalette::Highlight);
        fill.setAlpha(isDark() ? 110 : 40);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(option.palette.color(QPalette::Highlight));
        painter.setBrush(fill);
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        painter.restore();
    }
};

} // namespace

void applyTheme(Theme theme)
{
    const bool dark = theme == Theme::Dark || (theme == Theme::System && systemIsDark());
    if (!dynamic_cast<ThemeStyle*>(QApplication::style()))
        QApplication::setStyle(new ThemeStyle);
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
