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
};

/// By the name of an atom style; no names for one that is not known. https://docs.lammps.org/read_data.html
LammpsColumns lammpsColumns(std::string_view style);

/// The style of a file that does not say it, by its first atom line: atomic, charge, molecular or full. No names where none of
/// them fits.
LammpsColumns guessLammpsColumns(const std::vector<std::string_view>& words, long long typeCount, bool hasBonds);

} // namespace mbtr
