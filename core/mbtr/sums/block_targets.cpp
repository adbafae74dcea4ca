#include "core/mbtr/sums/block_targets.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr {

namespace {

using Tuple = std::array<int, 4>;

/// Can this many atoms of the elements form the tuple? In a crystal images always can.
bool canOccur(const LocalSpecies& species, const Tuple& tuple, int k, bool crystal)
{
    return crystal || std::all_of(tuple.begin(), tuple.begin() + k, [&](int s) {
               return species.counts[static_cast<std::size_t>(s)] >= std::count(tuple.begin(), tuple.begin() + k, s);
           });
}

/// From masses to what the discretisation asks for.
double discretizationFactor(const Layout& layout, std::size_t term)
{
    if (layout.settings.discretization != Discretization::Dscribe)
        return 1;
    const double perWidth = 1 / layout.bins[term].step;
    return layout.settings.normalizeGaussians ? perWidth
                                              : perWidth * layout.settings.terms[term].sigma * std::sqrt(2 * std::numbers::pi);
}

Tuple inLayout(const LocalSpecies& species, Tuple tuple, int k)
{
    for (int i = 0; i < k; ++i)
        tuple[static_cast<std::size_t>(i)] = species.inLayout[static_cast<std::size_t>(tuple[static_cast<std::size_t>(i)])];
    return tuple;
}

/// Each combination to its own block; with reversals kept to the mirror image, too, or twice to a block that is its own.
void addOwnBlocks(std::vector<BlockShare>& shares, const Layout& layout, int term, int k, const Tuple& tuple, int source,
                  double factor)
{
    const Tuple mirror = reverseTuple(tuple, k);
    const bool kept = layout.settings.reversals == Reversals::Kept && k > 1;
    shares.push_back({blockIndex(layout, term, tuple), source, kept && mirror == tuple ? 2 * factor : factor});
    if (kept && mirror != tuple)
        shares.push_back({blockIndex(layout, term, mirror), source, factor});
}

double correlation(const Layout& layout, const Block& block, const Tuple& tuple)
{
    const auto& matrix = layout.correlation;
    double product = 1;
    for (std::size_t i = 0; i < static_cast<std::size_t>(block.k); ++i) {
        const auto row
            = std::lower_bound(layout.species.begin(), layout.species.end(), block.species[i]) - layout.species.begin();
        product *= matrix[static_cast<std::size_t>(row)][static_cast<std::size_t>(tuple[i])];
    }
    return product;
}

void addCorrelatedBlocks(std::vector<BlockShare>& shares, const Layout& layout, std::size_t term, const Tuple& tuple, int source,
                         double factor)
{
    for (int b = layout.firstBlock[term]; b < layout.firstBlock[term + 1]; ++b) {
        const Block& block = layout.blocks[static_cast<std::size_t>(b)];
        double share = correlation(layout, block, tuple);
        if (block.k > 1) {
            share += correlation(layout, block, reverseTuple(tuple, block.k));
            if (layout.settings.reversals == Reversals::Removed && reverseTuple(block.species, block.k) == block.species)
                share /= 2;
        }
        if (share != 0)
            shares.push_back({b, source, share * factor});
    }
}

} // namespace

std::vector<BlockShare> blockShares(const Layout& layout, std::size_t term, const LocalSpecies& species,
                                    const LocalBlocks& blocks, bool crystal)
{
    const int k = layout.settings.terms[term].k;
    const double factor = discretizationFactor(layout, term);
    std::vector<BlockShare> shares;
    blocks.forEach([&](int source, const Tuple& tuple) {
        if (!canOccur(species, tuple, k, crystal))
            return;
        if (layout.correlation.empty())
            addOwnBlocks(shares, layout, static_cast<int>(term), k, inLayout(species, tuple, k), source, factor);
        else
            addCorrelatedBlocks(shares, layout, term, inLayout(species, tuple, k), source, factor);
    });
    std::sort(shares.begin(), shares.end(), [](const BlockShare& a, const BlockShare& b) { return a.block < b.block; });
    return shares;
}

} // namespace mbtr
