#pragma once

#include "core/chemistry/structure.h"

#include <iosfwd>
#include <string>

namespace mbtr {

// What the writers of CIF and mmCIF have in common.

/// The name of a data block: the structure's without blanks, and its number where there are several.
std::string cifBlockName(const Structure& structure, std::size_t index, std::size_t count);
/// Lengths and angles; prefix: "_cell_" or "_cell.".
void writeCifCell(const Cell& cell, const char* prefix, std::ostream& out);

} // namespace mbtr
