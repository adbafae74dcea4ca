#include "core/gdml/force_split.h"

#include "core/base/draws.h"
#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mbtr {

namespace {

/// The number of equal bins of a histogram, each 2 quartile ranges / n^(1/3) wide: Freedman & Diaconis, Z.
/// Wahrscheinlichkeitstheorie verw. Gebiete 57, 453 (1981), doi:10.1007/BF01025868.
int histogramBins(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    const double quartileRange = values[(3 * n) / 4] - values[n / 4];
    const double width = 2 * quartileRange / std::cbrt(static_cast<double>(n));
    if (!(width > 0))
        return 1;
    return static_cast<int>(std::clamp(std::ceil((values.back() - values.front()) / width), 1.0, 10'000.0));
}

/// Indices of each bin of the histogram of the energies, shuffled.
std::vector<std::vector<int>> strata(const std::vector<double>& energies, Draws& draws)
{
    const auto [low, high] = std::minmax_element(energies.begin(), energies.end());
    const int bins = histogramBins(energies);
    const double width = (*high - *low) / bins;
    std::vector<std::vector<int>> result(static_cast<std::size_t>(bins));
    for (std::size_t i = 0; i < energies.size(); ++i) {
        const int bin = width > 0 ? std::min(bins - 1, static_cast<int>((energies[i] - *low) / width)) : 0;
        result[bin].push_back(static_cast<int>(i));
    }
    for (std::vector<int>& stratum : result)
        draws.shuffle(stratum);
    return result;
}

/// Draws `count` geometries, from each bin of the histogram its share; those left over by rounding go to the largest remainders.
std::vector<int> drawByHistogram(const std::vector<double>& energies, int count, Draws& draws)
{
    const auto byEnergy = strata(energies, draws);
    const double share = static_cast<double>(count) / static_cast<double>(energies.size());
    std::vector<int> drawn;
    std::vector<std::pair<double, std::size_t>> remainders;
    std::vector<std::size_t> taken;
    for (std::size_t s = 0; s < byEnergy.size(); ++s) {
        const double exact = share * static_cast<double>(byEnergy[s].size());
        taken.push_back(static_cast<std::size_t>(exact));
        remainders.emplace_back(static_cast<double>(taken.back()) - exact, s);
    }
    std::sort(remainders.begin(), remainders.end());
    auto missing = static_cast<std::size_t>(count) - std::accumulate(taken.begin(), taken.end(), std::size_t(0));
    for (const auto& [remainder, s] : remainders)
        if (missing > 0 && taken[s] < byEnergy[s].size()) {
            ++taken[s];
            --missing;
        }
    for (std::size_t s = 0; s < byEnergy.size(); ++s)
        drawn.insert(drawn.end(), byEnergy[s].begin(), byEnergy[s].begin() + static_cast<std::ptrdiff_t>(taken[s]));
    std::sort(drawn.begin(), drawn.end());
    return drawn;
}

void requireSizes(int total, const SplitSettings& settings)
{
    if (settings.train < 1 || settings.train > total)
        throw SettingsError("train",
                            "must be 1 to " + std::to_string(total) + ", the number of structures, is "
                                + std::to_string(settings.train));
    if (settings.validate < 0 || settings.validate > total - settings.train)
        throw SettingsError("validate",
                            "must be 0 (all others) to " + std::to_string(total - settings.train)
                                + ", the structures that do not train, is " + std::to_string(settings.validate));
}

Split stratifiedByEnergy(const std::vector<double>& energies, const SplitSettings& settings)
{
    Draws draws(settings.seed);
    Split split {drawByHistogram(energies, settings.train, draws), {}};
    for (int i = 0; i < static_cast<int>(energies.size()); ++i)
        if (!std::binary_search(split.train.begin(), split.train.end(), i))
            split.validate.push_back(i);
    if (settings.validate > 0) {
        draws.shuffle(split.validate);
        split.validate.resize(static_cast<std::size_t>(settings.validate));
        std::sort(split.validate.begin(), split.validate.end());
    }
    return split;
}

/// The last structures validate, and those that train are drawn from the ones before.
Split lastValidate(const Dataset& dataset, const ForceData& data, GdmlTrainingSettings settings)
{
    if (settings.split.validate < 1)
        throw SettingsError("validate", "must be given as a number where the last structures validate");
    Dataset before {.structures = dataset.structures};
    before.structures.resize(dataset.structures.size() - static_cast<std::size_t>(settings.split.validate));
    ForceData own {.energies = data.energies};
    own.energies.resize(std::min(own.energies.size(), before.structures.size()));
    settings.split.validate = 0;
    settings.validateLast = false;
    Split split = makeForceSplit(before, own, settings);
    split.validate.resize(dataset.structures.size() - before.structures.size());
    std::iota(split.validate.begin(), split.validate.end(), before.size());
    return split;
}

} // namespace

Split makeForceSplit(const Dataset& dataset, const ForceData& data, const GdmlTrainingSettings& wanted)
{
    const SplitSettings& settings = wanted.split;
    requireSizes(dataset.size(), settings);
    if (wanted.validateLast)
        return lastValidate(dataset, data, wanted);
    if (settings.method == SplitMethod::Stratified && !data.energies.empty())
        return stratifiedByEnergy(data.energies, settings);
    SplitSettings others = settings;
    if (others.method == SplitMethod::Stratified)
        others.method = SplitMethod::Random; // there are no energies
    return makeSplit(dataset, std::vector<double>(dataset.structures.size(), 0), others);
}

} // namespace mbtr
