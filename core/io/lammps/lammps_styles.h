#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// The columns of the section Atoms of a data file: "id", "type", "mol", "x", "y", "z", "q" and names of further numbers.
struct LammpsColumns {
    std::string style; ///< "full"
    std::vector<std::string> names;
    bool images = false; ///< three whole numbers stand at the end
    bool open = false; ///< further columns follow, how many the file does not say
};

/// How the lines of an atom style may look: mostly one way; none for a style that is not known. Accelerated styles ("full/kk")
/// have the columns of the others. https://docs.lammps.org/read_data.html, https://docs.lammps.org/atom_style.html
std::vector<LammpsColumns> lammpsLayouts(std::string_view style);

/// Those of all styles, the usual ones first, but for those that are open.
std::vector<LammpsColumns> allLammpsLayouts();

/// "atomic, charge, .."
std::string knownLammpsStyles();

} // namespace mbtr
