#pragma once

#include "core/dataset/dataset.h"

#include <iosfwd>

namespace mbtr {

// One writer a format; numbers are written so that they read back as the same. What the format cannot hold at all is said
// by writeDataset(); the writers add what is lost beyond that.

void writeExtendedXyz(const Dataset& dataset, std::ostream& out, Messages& messages);
/// The comment line is the property "comment" where there is one, else the name.
void writePlainXyz(const Dataset& dataset, std::ostream& out);
/// Cartesian, atoms of an element together.
void writePoscar(const Dataset& dataset, std::ostream& out, Messages& messages);
/// Every atom of the cell in space group P 1.
void writeCif(const Dataset& dataset, std::ostream& out, Messages& messages);

} // namespace mbtr
