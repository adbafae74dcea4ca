#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace mbtr::gui {

/// The palette's colour for text in windows.
QColor textColor();

/// :/icons/NAME.svg with its "currentColor" replaced. The colour is asked for at each painting, so that the icon follows
/// the theme by itself.
QIcon themedIcon(const QString& name, QColor (*color)() = textColor);

} // namespace mbtr::gui
