#pragma once

class QPushButton;
class QString;
class QToolButton;
class QWidget;

namespace mbtr::gui {

/// A button with a text, reachable by keyboard; its tooltip is its name for screen readers, too.
QToolButton* makeToolButton(const char* name, const QString& text, const QString& toolTip, QWidget* parent);

/// A push button; its text is its name for screen readers, too.
QPushButton* makeButton(const char* name, const QString& text, const QString& toolTip, QWidget* parent);

} // namespace mbtr::gui
