#pragma once

#include <string_view>

namespace mbtr {

/// What columns 77 and 78 of an atom line of PDB say, right-justified, or what stands one column beside them where it is the
/// beginning of the atom's name and they hold a part of it.
/// https://www.wwpdb.org/documentation/file-format-content/format33/sect9.html
struct PdbElement {
    std::string_view text; ///< empty where there is none
    bool isShifted = false;
};
PdbElement pdbElement(std::string_view line);

} // namespace mbtr
