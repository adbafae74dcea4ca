#pragma once

#include <QString>
#include <vector>

namespace mbtr::gui {

/// "Ti".
QString elementText(int atomicNumber);
/// "H5": symbol and number, counted from 0 as everywhere in the program.
QString atomText(const std::vector<int>& species, int atom);

} // namespace mbtr::gui
