#pragma once

#include <optional>
#include <string_view>

namespace mbtr {

/// The element that the name of an atom in a force field means: "HW1" hydrogen, "CA" carbon (calcium where the residue is an
/// ion of that name), "SI2" silicon. Nothing for virtual sites ("MW") and other names that mean none.
std::optional<int> elementOfAtomName(std::string_view name, std::string_view residue);

/// By columns 13 to 16 of PDB: a symbol of one letter begins in column 14 (" CA " is carbon, "CA  " calcium).
std::optional<int> elementOfPdbName(std::string_view fourColumns, std::string_view residue);

} // namespace mbtr
