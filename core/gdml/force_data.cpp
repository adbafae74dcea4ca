#include "core/gdml/gdml_training.h"

#include "core/base/draws.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/gdml/force_units.h"
#include "core/mbtr/settings_json.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <map>
#include <numeric>

namespace mbtr {

namespace {

std::string structureNumber(std::size_t i)
{
    return "structure " + std::to_string(i + 1);
}

void requireSameAtoms(const Dataset& dataset)
{
    const auto& first = dataset.structures.front();
    for (std::size_t i = 1; i < dataset.structures.size(); ++i)
        if (dataset.structures[i].species != first.species)
            throw SettingsError("structure",
                                structureNumber(i) + ", " + formula(dataset.structures[i])
                                    + ", does not have the atoms of the first, " + formula(first)
                                    + ", in the same order; a force model learns one molecule");
}

const AtomNumbers& forcesOf(const Dataset& dataset, const std::string& name)
{
    const Property* property = dataset.find(name);
    if (!property)
        throw SettingsError("forces", "there is no property " + inQuotes(name));
    const auto* numbers = std::get_if<AtomNumbers>(&property->values);
    if (!numbers || numbers->components != 3)
        throw SettingsError("forces", inQuotes(name) + " is not three numbers an atom");
    return *numbers;
}

Eigen::Matrix3Xd forcesOf(const std::vector<double>& values, std::size_t structure, const std::string& name)
{
    const bool isInfinite = std::any_of(values.begin(), values.end(), [](double x) { return std::isinf(x); });
    if (values.empty() || !std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); }))
        throw SettingsError("forces",
                            inQuotes(name) + (isInfinite ? " is infinite for " : " has no value for ")
                                + structureNumber(structure) + "; a filter leaves such structures out");
    return Eigen::Map<const Eigen::Matrix3Xd>(values.data(), 3, static_cast<Eigen::Index>(values.size() / 3));
}

/// Throws where there are no forces between atoms, or no end to them.
void requireApart(const Structure& structure, std::size_t number)
{
    constexpr double kSamePlace = 1e-6; // angstrom
    if (structure.atomCount() < 2)
        throw SettingsError("structure",
                            structureNumber(number) + " is a single atom: there are no forces between atoms to learn");
    const Eigen::MatrixXd distances = distancesOf(structure);
    for (Eigen::Index i = 0; i < distances.rows(); ++i)
        for (Eigen::Index j = 0; j < i; ++j)
            if (distances(i, j) < kSamePlace)
                throw SettingsError("structure",
                                    structureNumber(number) + ": atoms " + std::to_string(j) + " and " + std::to_string(i)
                                        + " (counted from 0) are at the same place");
}

/// Number of equal bins: Freedman & Diaconis, Z. Wahrscheinlichkeitstheorie verw. Gebiete 57, 453 (1981).
int histogramBins(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    const double spread = values[(3 * n) / 4] - values[n / 4];
    const double width = 2 * spread / std::cbrt(static_cast<double>(n));
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
        result[static_cast<std::size_t>(bin)].push_back(static_cast<int>(i));
    }
    for (std::vector<int>& stratum : result)
        draws.shuffle(stratum);
    return result;
}

/// Of each stratum its share of `count`, largest remainders first.
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

/// Draws from those before the last.
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

/// FNV-1a, 64 bits.
class Fingerprint {
public:
    template <typename T> void add(const T* values, std::size_t count)
    {
        for (const std::byte byte : std::as_bytes(std::span(values, count)))
            m_hash = (m_hash ^ static_cast<std::uint64_t>(byte)) * 0x100000001b3;
    }
    std::string text() const { return fmt::format("{:016x}", m_hash); }

private:
    std::uint64_t m_hash = 0xcbf29ce484222325;
};

} // namespace

ForceData ForceData::at(std::span<const int> indices) const
{
    ForceData part {.energyUnit = energyUnit, .forceUnit = forceUnit};
    for (const int index : indices) {
        const auto i = static_cast<std::size_t>(index);
        part.geometries.push_back(geometries[i]);
        part.forces.push_back(forces[i]);
        if (!energies.empty())
            part.energies.push_back(energies[i]);
    }
    return part;
}

std::vector<int> rowsWithForces(const Dataset& dataset, const GdmlTrainingSettings& settings)
{
    const Property *forces = dataset.find(settings.forces), *energy = dataset.find(settings.energy);
    const auto* ofAtoms = forces ? std::get_if<AtomNumbers>(&forces->values) : nullptr;
    const auto* ofStructures = energy && energy->isScalar() ? std::get_if<StructureNumbers>(&energy->values) : nullptr;
    std::vector<int> rows;
    for (int i = 0; i < dataset.size(); ++i) {
        const auto row = static_cast<std::size_t>(i);
        const bool hasForces = !ofAtoms
            || (!ofAtoms->values[row].empty()
                && std::ranges::all_of(ofAtoms->values[row], [](double x) { return std::isfinite(x); }));
        if (hasForces && (!ofStructures || std::isfinite(ofStructures->values[row])))
            rows.push_back(i);
    }
    return rows;
}

ForceData forceData(const Dataset& dataset, const GdmlTrainingSettings& settings)
{
    if (dataset.structures.empty())
        throw SettingsError("structure", "there are no structures");
    requireSameAtoms(dataset);
    ForceData data {.geometries = dataset.structures};
    for (std::size_t i = 0; i < dataset.structures.size(); ++i)
        requireApart(dataset.structures[i], i);
    const AtomNumbers& forces = forcesOf(dataset, settings.forces);
    for (std::size_t i = 0; i < forces.values.size(); ++i)
        data.forces.push_back(forcesOf(forces.values[i], i, settings.forces));
    if (dataset.find(settings.energy) || settings.energy != "energy")
        data.energies = scalarValues(dataset, settings.energy);
    requireForceUnits(dataset, settings);
    const ForceUnits units = forceUnits(dataset, settings);
    data.energyUnit = units.energy;
    data.forceUnit = units.forces;
    for (double& energy : data.energies)
        energy *= units.energyFactor;
    for (Eigen::Matrix3Xd& ofStructure : data.forces)
        ofStructure *= units.forceFactor;
    return data;
}

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

std::string fingerprintOf(const ForceData& data, const Split& split, const GdmlTrainingSettings& settings)
{
    Fingerprint fingerprint;
    for (const Structure& structure : data.geometries) {
        fingerprint.add(structure.species.data(), structure.species.size());
        fingerprint.add(structure.positions.data(), static_cast<std::size_t>(structure.positions.size()));
    }
    for (const Eigen::Matrix3Xd& forces : data.forces)
        fingerprint.add(forces.data(), static_cast<std::size_t>(forces.size()));
    fingerprint.add(split.train.data(), split.train.size());
    fingerprint.add(split.validate.data(), split.validate.size());
    const std::string text = textOf(settings);
    fingerprint.add(text.data(), text.size());
    return fingerprint.text();
}

std::string textOf(const GdmlTrainingSettings& s)
{
    const auto number = [](std::optional<double> value) { return value ? toText(*value) + ' ' : std::string("- "); };
    std::string text = s.energy + '\n' + s.forces + '\n' + std::to_string(s.split.validate) + ' ' + std::to_string(s.split.seed)
        + ' ' + std::to_string(static_cast<int>(s.split.method)) + ' ' + std::to_string(s.validateLast) + ' '
        + std::to_string(s.useSymmetry) + ' ' + number(s.length) + number(s.lambda);
    if (s.descriptor.kind == GdmlDescriptor::Mbtr)
        text += toJson(s.descriptor.representation);
    return text;
}

} // namespace mbtr
