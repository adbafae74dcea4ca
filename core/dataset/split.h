#pragma once

#include "core/dataset/dataset.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// Random: drawn without replacement. Stratified: sorted by target, as many strata as validation structures, one drawn
/// from each for validation, training drawn from the rest. Blocks: the first frames in file order train, the last validate.
/// Groups: drawn as whole groups, so that none is on both sides.
enum class SplitMethod { Random, Stratified, Blocks, Groups };

std::span<const std::string_view> splitMethodNames(); ///< "random", "stratified", "blocks", "groups"

struct SplitSettings {
    int train = 100;
    int validate = 0; ///< 0 = all that do not train
    std::uint64_t seed = 0;
    SplitMethod method = SplitMethod::Random;
    int forceSmall = 0; ///< structures with fewer heavy atoms always train; 0 = none
    std::string groupBy = "formula"; ///< of Groups: as groupsOf()

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

/// Part of the structures that train: what is held out of them to choose settings by, and the rest. Places in a list of rows.
struct InnerSplit {
    std::vector<int> train, heldOut;
};

/// Holds out one row in five, in the way of the outer split: drawn at random, the last ones in file order, or whole groups.
/// rows: structures that train, in file order. Throws SettingsError("group_by", ..) where all are one group.
InnerSplit holdOutOf(const Dataset& dataset, std::span<const int> rows, const SplitSettings& settings);
/// So many rows of a list, one in five of them held out, at random.
InnerSplit randomHoldOut(std::size_t count, std::uint64_t seed);
/// Deals the rows into `folds` parts in the way of the outer split: at random, as pieces of the file, or as whole groups. Each
/// part is held out once. Throws SettingsError("folds", ..) for fewer rows, or groups, than folds.
std::vector<InnerSplit> foldsOf(const Dataset& dataset, std::span<const int> rows, const SplitSettings& settings, int folds);

/// At most `most` of the numbers, at even distances, in their order.
std::vector<int> pickEvenly(const std::vector<int>& all, int most);

} // namespace mbtr
