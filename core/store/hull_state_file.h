#pragma once

#include "core/thermodynamics/hull_rules.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mbtr {

/// What a search for a hull keeps between calls, over days: JSON, written whole.
struct HullStateFile {
    int structures = 0; ///< of the data that it belongs to
    std::string energy; ///< name of the property
    HullRule rule = HullRule::ExpectedImprovement;
    std::uint64_t seed = 0;
    int round = 0, quietRounds = 0;
    std::vector<std::pair<int, double>> told; ///< structure and energy per atom, in the order in which they came

    /// A later energy of the same structure replaces the earlier one.
    void tell(int structure, double energy);
};

/// Throws FileError for a file that is none of these, is damaged, or belongs to other data (another number of structures or
/// another energy).
HullStateFile readHullState(const std::string& path, int structures, const std::string& energy);
/// Throws FileError.
void writeHullState(const HullStateFile& state, const std::string& path);

} // namespace mbtr
