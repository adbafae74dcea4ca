#pragma once

#include <optional>
#include <string_view>

namespace mbtr {

/// The element that the name of an atom in a force field means: "HW1" hydrogen, "CA" carbon (calcium where the residue is an
/// ion of that name), "SI2" silicon. Nothing for virtual sites ("MW") and other names that mean none.
std::optional<int> elementOfAtomName(std::string_view name, std::string_view residue);

/// By columns 13 to 16 of PDB: a symbol of one letter begins in column 14 (" CA " is carbon, "CA  " calcium), but not where the
/// names of the file begin in column 13 whatever they mean (leftJustified), and not in residues of proteins and nucleic acids,
/// whose elements are known. https://www.wwpdb.org/documentation/file-format-content/format33/sect9.html
std::optional<int> elementOfPdbName(std::string_view fourColumns, std::string_view residue, bool leftJustified = false);

/// True for a name that shows that a file does not keep the columns: a symbol of one letter in column 13 ("N   ", "C1  ").
bool isLeftJustified(std::string_view fourColumns);

/// Does an atom of this name seem to be of this element: does its name begin with the symbol, or is it an ion called otherwise?
bool canBeCalled(int species, std::string_view name, std::string_view residue);

} // namespace mbtr
