#pragma once

#include "core/io/import_notes.h"
#include "core/io/read_options.h"

#include <Eigen/Core>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

class TextInput;

/// What POSCAR and XDATCAR begin with. https://www.vasp.at/wiki/index.php/POSCAR
struct VaspHeader {
    std::string comment;
    Eigen::Matrix3d vectors; ///< rows, angstrom
    Eigen::Vector3d scale; ///< of Cartesian coordinates
    std::vector<long long> counts; ///< atoms of each species
    std::vector<int> elements; ///< one a count; empty where the file does not say (VASP 4)
    std::string fractional; ///< a pseudopotential of fractional charge, as written; mostly empty
    bool isotope = false; ///< one of the symbols is D or T

    long long atomCount() const;
};

/// The lines behind the comment, of which `scaleLine` is the first. Throws FileError.
VaspHeader readVaspHeader(TextInput& input, std::string comment, std::string_view scaleLine);

/// One atomic number an atom. VASP 4 files do not say the elements: they are those of the options, those found at the ends of the
/// atom lines (`labels`, where there is one for each atom) or those in the comment, which is noted. Throws MissingElements.
std::vector<int> vaspSpecies(const VaspHeader& header, const std::vector<int>& labels, const ReadOptions& options,
                             const std::string& path, ImportNotes& notes);

} // namespace mbtr
