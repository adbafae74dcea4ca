#pragma once

#include "core/dataset/dataset.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mbtr {

/// Random: drawn without replacement. Stratified: sorted by target, as many strata as validation structures, one drawn
/// from each for validation, training drawn from the rest. Blocks: the first frames in file order train, the last validate.
enum class SplitMethod { Random, Stratified, Blocks };

std::span<const std::string_view> splitMethodNames(); ///< "random", "stratified", "blocks"

struct SplitSettings {
    int train = 100;
    int validate = 0; ///< 0 = all that do not train
    std::uint64_t seed = 0;
    SplitMethod method = SplitMethod::Random;
    int forceSmall = 0; ///< structures with fewer heavy atoms always train; 0 = none

    bool operator==(const SplitSettings&) const = default;
};

/// Indices into the dataset, ascending, disjoint.
struct Split {
    std::vector<int> train;
    std::vector<int> validate;
};

/// The same on every machine for the same seed. targets: one for each structure (strata are made from them); structures whose
/// target is NaN take no part.
/// Throws SettingsError("train" / "validate" / "force_small", ..) for sizes that the dataset does not allow.
Split makeSplit(const Dataset& dataset, std::span<const double> targets, const SplitSettings& settings);

/// At most `most` of the numbers, at even distances, in their order.
std::vector<int> pickEvenly(const std::vector<int>& all, int most);

} // namespace mbtr
