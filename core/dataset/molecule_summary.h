#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"

#include <array>
#include <map>
#include <string>

namespace mbtr {

/// What the bonds of structures make: counts over all of them.
struct MoleculeSummary {
    long long statedBonds = 0; ///< bonds that files state
    long long bonds = 0; ///< stated, or found from distances
    std::array<long long, 4> fragments {}; ///< by dimension: molecules, chains, layers, networks
    std::map<std::string, long long> formulas; ///< of fragments
    std::map<int, long long> rings; ///< of molecules, by size: smallest sets of smallest rings
    long long centresR = 0, centresS = 0; ///< stereocentres of molecules
    long long notAnalysed = 0; ///< structures whose cell is too small, or atoms too close, to find bonds
    long long ringsNotCounted = 0; ///< structures with too large a network of rings
};

/// Throws Cancelled. Uses all threads.
MoleculeSummary summarizeMolecules(const Dataset& dataset, Progress& progress);

} // namespace mbtr
