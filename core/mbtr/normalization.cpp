#include "core/mbtr/normalization.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace mbtr {

namespace {

void divideBy(std::vector<double>& values, double divisor)
{
    if (divisor == 0) // all values are zero: they stay so
        return;
    for (double& value : values)
        value /= divisor;
}

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

void normalizeValleOganov(MbtrTensor& tensor, const Structure& structure)
{
    const MbtrSettings& settings = tensor.layout->settings;
    if (!structure.cell || structure.cell->dimension() != 3 || settings.periodicity == Periodicity::Ignored)
        throw SettingsError("normalization", "'valle_oganov' needs three periodic directions, structure "
                                + inQuotes(structure.name) + " has "
                                + std::to_string(structure.cell && settings.periodicity == Periodicity::Auto
                                                     ? structure.cell->dimension()
                                                     : 0));
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const Block& block = tensor.layout->blocks[static_cast<std::size_t>(tensor.blocks[i])];
        const double factor = valleOganovFactor(block, structure, settings.reversals);
        for (std::size_t v = tensor.offsets[i]; v < tensor.offsets[i + 1]; ++v)
            tensor.values[v] *= factor;
    }
}

} // namespace

void normalize(MbtrTensor& tensor, const Structure& structure)
{
    auto& values = tensor.values;
    switch (tensor.layout->settings.normalization) {
    case Normalization::None:
        return;
    case Normalization::L2:
        return divideBy(values, std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0)));
    case Normalization::Sum:
        return divideBy(values, std::accumulate(values.begin(), values.end(), 0.0));
    case Normalization::NAtoms:
        return divideBy(values, structure.atomCount());
    case Normalization::ValleOganov:
        return normalizeValleOganov(tensor, structure);
    }
}

} // namespace mbtr
