#pragma once

#include <QColor>

class QLabel;
class QPalette;
class QWidget;

namespace mbtr::gui {

/// Red that is readable on the palette's window colour.
QColor problemColor(const QPalette& palette);

/// A label for sentences below fields: wrapped, hidden while empty, in the colour of problems.
QLabel* makeProblemLabel(QWidget* parent);
void showProblem(QLabel* label, const QString& problem);

} // namespace mbtr::gui
