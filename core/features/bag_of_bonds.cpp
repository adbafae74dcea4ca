#include "core/features/bag_of_bonds.h"

#include "core/features/coulomb_matrix.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace mbtr {

namespace {

/// Pair of elements (second = 0: an atom) and its numbers; atoms stand before pairs.
struct Kind {
    bool pair;
    int first, second;
    auto operator<=>(const Kind&) const = default;
};

Kind kindOf(const Structure& structure, int i, int j)
{
    const auto [first, second] = std::minmax(structure.species[i], structure.species[j]);
    return i == j ? Kind {false, first, 0} : Kind {true, first, second};
}

std::map<Kind, int> countsOf(const Structure& structure)
{
    std::map<Kind, int> counts;
    for (int i = 0; i < structure.atomCount(); ++i)
        for (int j = 0; j <= i; ++j)
            ++counts[kindOf(structure, i, j)];
    return counts;
}

} // namespace

std::vector<Bag> bagsFor(const Dataset& dataset)
{
    std::map<Kind, int> sizes;
    for (const Structure& structure : dataset.structures)
        for (const auto& [kind, count] : countsOf(structure))
            sizes[kind] = std::max(sizes[kind], count);
    std::vector<Bag> bags;
    for (const auto& [kind, size] : sizes)
        bags.push_back({kind.first, kind.second, size});
    return bags;
}

bool fillBagOfBonds(const Structure& structure, std::span<const Bag> bags, std::span<double> row)
{
    const Eigen::MatrixXd matrix = coulombMatrix(structure);
    std::map<Kind, std::vector<double>> contents;
    for (int i = 0; i < structure.atomCount(); ++i)
        for (int j = 0; j <= i; ++j)
            contents[kindOf(structure, i, j)].push_back(matrix(i, j));
    std::ranges::fill(row, 0.0);
    std::size_t begin = 0, filled = 0;
    for (const Bag& bag : bags) {
        const auto size = static_cast<std::size_t>(bag.size);
        if (const auto found = contents.find({bag.second != 0, bag.first, bag.second}); found != contents.end()) {
            auto& values = found->second;
            if (values.size() > size)
                return false;
            std::ranges::sort(values, std::greater<>());
            std::ranges::copy(values, row.begin() + static_cast<std::ptrdiff_t>(begin));
            ++filled;
        }
        begin += size;
    }
    return filled == contents.size(); // else there is no bag for a pair
}

} // namespace mbtr
