#pragma once

namespace mbtr {
struct Structure;
struct TupleContribution;
}

namespace mbtr::gui {

/// Moves a tuple of k atoms by whole cells so that it lies in the cell that is drawn; false where it does not fit in.
bool takeIntoCell(TupleContribution& tuple, int k, const Structure& structure);

} // namespace mbtr::gui
