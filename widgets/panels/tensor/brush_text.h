#pragma once

#include <QString>

namespace mbtr {
struct Layout;
}

namespace mbtr::gui {

struct Brush;
struct BrushedTuples;

/// "H–C–O, angle 104.0 to 110.0 °": block and edges of the bins.
QString brushText(const Brush& brush, const Layout& layout);
/// "pair", "pairs": what a tuple of k atoms is called.
QString tupleWord(int k, int count);
/// "12 pairs, sum of shares 0.51837 = value 0.51837".
QString sumText(const BrushedTuples& tuples);

} // namespace mbtr::gui
