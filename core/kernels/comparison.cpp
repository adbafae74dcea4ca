#include "core/kernels/comparison.h"

#include <algorithm>
#include <cassert>

namespace mbtr {

namespace {

/// Values of a block, zeros where it is not stored.
std::vector<double> valuesOf(const MbtrTensor& tensor, int block)
{
    const auto found = std::lower_bound(tensor.blocks.begin(), tensor.blocks.end(), block);
    if (found == tensor.blocks.end() || *found != block)
        return std::vector<double>(static_cast<std::size_t>(tensor.layout->binCount(tensor.layout->blocks[static_cast<std::size_t>(block)])), 0.0);
    const auto values = tensor.blockValues(static_cast<std::size_t>(found - tensor.blocks.begin()));
    return {values.begin(), values.end()};
}

Comparison::BlockPart compareBlock(const MbtrTensor& a, const MbtrTensor& b, int block)
{
    Comparison::BlockPart part {.block = block, .bins = valuesOf(a, block)};
    const auto others = valuesOf(b, block);
    for (std::size_t m = 0; m < part.bins.size(); ++m) {
        const double difference = part.bins[m] - others[m];
        part.bins[m] = difference * difference;
        part.value += part.bins[m];
    }
    return part;
}

} // namespace

Comparison compare(const MbtrTensor& a, const MbtrTensor& b)
{
    const Layout& layout = *a.layout;
    assert(layout.featureCount == b.layout->featureCount);
    std::vector<int> blocks;
    std::set_union(a.blocks.begin(), a.blocks.end(), b.blocks.begin(), b.blocks.end(), std::back_inserter(blocks));
    Comparison comparison {.terms = std::vector<Comparison::TermPart>(layout.settings.terms.size())};
    for (const int block : blocks) {
        auto& term = comparison.terms[static_cast<std::size_t>(layout.blocks[static_cast<std::size_t>(block)].term)];
        term.blocks.push_back(compareBlock(a, b, block));
        term.value += term.blocks.back().value;
    }
    for (const auto& term : comparison.terms)
        comparison.squaredDistance += term.value;
    return comparison;
}

} // namespace mbtr
