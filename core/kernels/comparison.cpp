#include "core/kernels/comparison.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace mbtr {

namespace {

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

std::vector<int> blocksOfEither(const MbtrTensor& a, const MbtrTensor& b)
{
    std::vector<int> blocks;
    std::set_union(a.blocks.begin(), a.blocks.end(), b.blocks.begin(), b.blocks.end(), std::back_inserter(blocks));
    return blocks;
}

} // namespace

Comparison compare(const MbtrTensor& a, const MbtrTensor& b)
{
    const Layout& layout = *a.layout;
    assert(layout.featureCount == b.layout->featureCount);
    Comparison comparison {.terms = std::vector<Comparison::TermPart>(layout.settings.terms.size())};
    for (const int block : blocksOfEither(a, b)) {
        auto& term = comparison.terms[static_cast<std::size_t>(layout.blocks[static_cast<std::size_t>(block)].term)];
        term.blocks.push_back(compareBlock(a, b, block));
        term.value += term.blocks.back().value;
    }
    for (const auto& term : comparison.terms)
        comparison.squaredDistance += term.value;
    return comparison;
}

double evaluate(const Kernel& kernel, const MbtrTensor& a, const MbtrTensor& b)
{
    std::vector<double> x, y;
    for (const int block : blocksOfEither(a, b)) {
        const auto ofA = valuesOf(a, block), ofB = valuesOf(b, block);
        x.insert(x.end(), ofA.begin(), ofA.end());
        y.insert(y.end(), ofB.begin(), ofB.end());
    }
    return evaluate(kernel, x, y);
}

DifferenceContributions differenceContributions(const Structure& a, const MbtrTensor& tensorA, const Structure& b,
                                                const MbtrTensor& tensorB, int block, int beginBin, int endBin,
                                                Progress& progress)
{
    requireBins(*tensorA.layout, block, beginBin, endBin);
    const auto valuesA = valuesOf(tensorA, block), valuesB = valuesOf(tensorB, block);
    std::vector<double> difference;
    for (auto m = static_cast<std::size_t>(beginBin); m < static_cast<std::size_t>(endBin); ++m)
        difference.push_back(valuesA[m] - valuesB[m]);
    DifferenceContributions parts {.block = block};
    parts.a = contributionsTo(a, tensorA.layout, block, beginBin, endBin, progress, difference);
    for (double& d : difference)
        d = -d;
    parts.b = contributionsTo(b, tensorB.layout, block, beginBin, endBin, progress, difference);
    return parts;
}

} // namespace mbtr
