#pragma once

#include <QString>
#include <vector>

namespace mbtr::gui {

/// "Ti".
QString elementText(int atomicNumber);
/// "H5": symbol and number.
QString atomText(const std::vector<int>& species, int atom);

} // namespace mbtr::gui
