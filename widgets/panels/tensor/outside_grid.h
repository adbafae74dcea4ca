#pragma once

#include <QString>

namespace mbtr {
struct Layout;
}

namespace mbtr::gui {

/// "k = 1: In (Z = 49) lies outside the grid 0 to 18." for the elements of a dataset that a grid of atomic numbers does not
/// hold; empty where there is none.
QString outsideGrid(const Layout& layout);

} // namespace mbtr::gui
