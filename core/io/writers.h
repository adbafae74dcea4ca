#pragma once

#include "core/dataset/dataset.h"

#include <iosfwd>
#include <string_view>

namespace mbtr {

/// Per atom, one number or three (x, y, z): 1 = may move; the name of ASE.
inline constexpr std::string_view kMoveMask = "move_mask";

// One writer a format; numbers are written so that they read back as the same. What the format cannot hold at all is said
// by writeDataset(); the writers add what is lost beyond that.

void writeExtendedXyz(const Dataset& dataset, std::ostream& out, Messages& messages);
/// The comment line is the property "comment" where there is one, else the name.
void writePlainXyz(const Dataset& dataset, std::ostream& out, Messages& messages);
/// Cartesian, atoms of an element together; with selective dynamics where there is a property "move_mask".
void writePoscar(const Dataset& dataset, std::ostream& out, Messages& messages);
/// MDL, with bonds, formal charges and properties of structures as data fields. V2000 up to 999 atoms, V3000 above; bonds found
/// from distances, of any order, where none are stated.
void writeSdf(const Dataset& dataset, std::ostream& out, Messages& messages);
/// The first structure of it.
void writeMol(const Dataset& dataset, std::ostream& out, Messages& messages);
/// Several structures as models. Throws SettingsError for coordinates that its columns cannot hold.
void writePdb(const Dataset& dataset, std::ostream& out, Messages& messages);
/// Cartesian, stated bonds as those of a chemical component; a data block each.
void writeMmcif(const Dataset& dataset, std::ostream& out, Messages& messages);
/// The same atoms in every structure; the header stands again where the cell changes. Fractional, atoms of an element together.
void writeXdatcar(const Dataset& dataset, std::ostream& out, Messages& messages);
/// The layout of the files of the QM9 dataset as published. Throws SettingsError where a property it needs is missing or in
/// another unit.
void writeQm9(const Dataset& dataset, std::ostream& out, Messages& messages);
/// Every atom of the cell in space group P 1.
void writeCif(const Dataset& dataset, std::ostream& out, Messages& messages);

} // namespace mbtr
