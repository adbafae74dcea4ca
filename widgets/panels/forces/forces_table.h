#pragma once

#include <QString>
#include <vector>

class QTableWidget;
class QWidget;

namespace mbtr {
enum class GdmlDescriptor;
}

namespace mbtr::gui {

/// A small table to read: as high as its rows, columns share the width.
QTableWidget* makeForcesTable(const char* name, const QString& accessibleName, QWidget* parent);
void setCell(QTableWidget* table, int row, int column, const QString& text);
/// Its rows and not a line more.
void fitHeight(QTableWidget* table);
/// "1 permutation", "6 permutations".
QString permutationsText(std::size_t count);
/// " Å⁻¹" for distances, empty for MBTR: what lengths of the kernel and distances to training geometries are in.
QString descriptorUnit(GdmlDescriptor kind);

} // namespace mbtr::gui
