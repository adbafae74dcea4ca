#pragma once

#include "core/io/lammps/lammps.h"
#include "core/io/lammps/lammps_styles.h"

#include <optional>
#include <string>
#include <vector>

namespace mbtr {

/// What the lines of the section Atoms are judged by.
struct AtomLines {
    std::vector<std::string> lines; ///< without comments
    long long typeCount = 0;
    std::vector<std::string> labels; ///< that may stand for a type
    bool hasBonds = false;
    LammpsBox box;
};

/// The layouts that no line contradicts, with `images` settled: whole numbers where such are due, types that exist, densities
/// above 0, no two atoms at one place. Where some of them put every atom into the box, only these.
std::vector<LammpsColumns> fittingLayouts(const std::vector<LammpsColumns>& candidates, const AtomLines& atoms);

/// The first of `fitting` (which is not empty) where all of them mean the same types at the same places, else nothing.
std::optional<LammpsColumns> commonLayout(const std::vector<LammpsColumns>& fitting, const AtomLines& atoms);

} // namespace mbtr
