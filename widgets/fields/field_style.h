#pragma once

class QLabel;
class QString;
class QWidget;

namespace mbtr::gui {

/// A label for sentences below fields: wrapped, hidden while empty, in the colour of problems.
QLabel* makeProblemLabel(QWidget* parent);
void showProblem(QLabel* label, const QString& problem);

} // namespace mbtr::gui
