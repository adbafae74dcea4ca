#include "core/mbtr/normalization.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/mbtr/weighting.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace mbtr {

namespace {

/// As DScribe 2.1.1 defines it; with reversals kept the block of a pair of like elements holds both directions.
double valleOganovFactor(const Block& block, const Structure& structure, Reversals reversals)
{
    const auto count = [&](std::size_t i) {
        return static_cast<double>(std::count(structure.species.begin(), structure.species.end(), block.species[i]));
    };
    const double volume = structure.cell->volume();
    if (block.k == 2) {
        const bool halved = block.species[0] == block.species[1] && reversals == Reversals::Removed;
        return volume / (4 * std::numbers::pi * count(0) * count(1)) * (halved ? 2 : 1);
    }
    return block.k == 3 ? volume / (count(0) * count(1) * count(2)) : 1;
}

void requireThreePeriodicDirections(const Structure& structure, Periodicity periodicity)
{
    const int dimension = structure.cell && periodicity == Periodicity::Auto ? structure.cell->dimension() : 0;
    if (dimension != 3)
        throw SettingsError("normalization",
                            "'valle_oganov' needs three periodic directions, structure " + inQuotes(structure.name) + " has "
                                + std::to_string(dimension));
}

} // namespace

double blockFactor(const Layout& layout, const Block& block, const Structure& structure)
{
    switch (layout.settings.normalization) {
    case Normalization::NAtoms:
        return 1.0 / structure.atomCount();
    case Normalization::ValleOganov:
        requireThreePeriodicDirections(structure, layout.settings.periodicity);
        return valleOganovFactor(block, structure, layout.settings.reversals);
    default:
        return 1;
    }
}

bool dividesByNorm(const MbtrSettings& settings)
{
    return settings.normalization == Normalization::L2 || settings.normalization == Normalization::Sum;
}

std::optional<double> wholeNorm(const MbtrTensor& sums)
{
    if (!dividesByNorm(sums.layout->settings))
        return 1;
    const std::vector<double>& values = sums.values;
    const double least = sums.rounding + kLimitTolerance * sums.summedFrom;
    const double size
        = std::accumulate(values.begin(), values.end(), 0.0, [](double sum, double v) { return sum + std::abs(v); });
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    const bool isL2 = sums.layout->settings.normalization == Normalization::L2;
    if ((isL2 ? size : std::abs(sum)) <= least)
        return {};
    return isL2 ? std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0)) : sum;
}

void normalize(MbtrTensor& tensor, const Structure& structure)
{
    scaleBlocks(tensor, structure, wholeNorm(tensor).value_or(1));
}

void scaleBlocks(MbtrTensor& tensor, const Structure& structure, double norm)
{
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const Block& block = tensor.layout->blocks[tensor.blocks[i]];
        const double factor = blockFactor(*tensor.layout, block, structure) / norm;
        if (factor == 1)
            continue;
        for (std::size_t v = tensor.offsets[i]; v < tensor.offsets[i + 1]; ++v)
            tensor.values[v] *= factor;
    }
}

} // namespace mbtr
