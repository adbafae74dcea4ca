#pragma once

#include <QString>

class QTableWidget;
class QWidget;

namespace mbtr::gui {

/// A small table to read: as high as its rows, columns share the width.
QTableWidget* makeForcesTable(const char* name, const QString& accessibleName, QWidget* parent);
void setCell(QTableWidget* table, int row, int column, const QString& text);
/// Its rows and not a line more.
void fitHeight(QTableWidget* table);
/// Four digits; a dash where there is no number.
QString fourDigits(double value);
/// " (eV/Å)", empty where the unit is not stated.
QString unitSuffix(const std::string& unit);

} // namespace mbtr::gui
