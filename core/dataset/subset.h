#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// Which structures of a dataset are worked with. The steps follow one another: filter, duplicates, draw.
struct SubsetSettings {
    enum class Draw { All, Random, Farthest };
    std::string filter; ///< as Filter reads it; empty = all
    double tolerance = 0; ///< angstrom, larger than 0: of structures that agree so closely the first one stays
    Draw draw = Draw::All;
    int count = 1000; ///< how many to draw; all where there are fewer
    std::uint64_t seed = 0; ///< of random draws

    bool operator==(const SubsetSettings&) const = default;
    bool isEverything() const { return filter.empty() && !(tolerance > 0) && draw == Draw::All; }
};

/// What a list of structures is sorted by.
struct Order {
    std::string by; ///< name, formula, n_atoms or a property with one value for each structure; empty = that of the file
    bool descending = false;

    bool operator==(const Order&) const = default;
};

/// `count` of `rows` drawn without replacement, in the order of `rows`; the same on every machine for the same seed.
std::vector<int> drawAtRandom(std::span<const int> rows, int count, std::uint64_t seed);

/// `rows` in another order, stable; texts in natural order ("mol2" before "mol10"), missing values last either way.
/// Throws SettingsError("sort", ..) for an unknown name; Cancelled.
std::vector<int> sortRows(const Dataset& dataset, std::vector<int> rows, const Order& order, Progress& progress);

/// A dataset of its own from these structures, in this order.
Dataset subsetOf(const Dataset& dataset, std::span<const int> rows, Progress& progress);

std::vector<int> allRows(const Dataset& dataset);

/// "mol2" before "mol10", in any case of letters.
bool isNaturallyLess(std::string_view a, std::string_view b);

} // namespace mbtr
