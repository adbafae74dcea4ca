#pragma once

#include <span>
#include <vector>

class QTableView;

namespace mbtr::gui {

/// How the tables of the program look and behave: whole rows, calm lines, sorted by a click (a third one brings back the first
/// order), columns as wide as the rows in sight need.
void styleTable(QTableView* table);

/// Widths of columns (pixels) that are wanted so wide where so much is available: the first `needed` of them are to be seen
/// whole, for which those of `yielding` become narrower (the widest first, not below `least`). Of what is left no column is seen
/// in part: the first one takes the rest.
std::vector<int> fittedWidths(std::vector<int> wanted, int available, std::size_t needed, std::span<const int> yielding,
                              int least);

} // namespace mbtr::gui
