#pragma once

#include <QColor>

namespace mbtr::gui {

enum class Theme { Light, Dark, System };

/// Fusion with calm colours of our own, for the whole program; widgets hear of it by QEvent::PaletteChange.
/// System: light or dark as the platform's palette was when the program started.
void applyTheme(Theme theme);

/// Is the program's palette a dark one now?
bool isDark();

/// Colours beyond those of QPalette, readable on QPalette::Base with a contrast of at least 4.5:1.
QColor warningColor();
QColor errorColor();
/// The one blue of the program: selections, progress, the first curve.
QColor accentColor();

} // namespace mbtr::gui
