#include "core/io/crystals_and_proteins/cell_contents.h"

#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/words/letters.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

constexpr double kOneAtom = 0.5; // angstrom, as for the atoms that are kept
constexpr std::size_t kMostPairs = 50'000'000;

bool isHydrogenOnly(const AtomCounts& counts)
{
    return std::all_of(counts.begin(), counts.end(), [](const auto& entry) { return entry.first == 1; });
}

double heavyAtoms(const AtomCounts& counts, bool withHydrogen)
{
    double total = 0;
    for (const auto& [species, count] : counts)
        total += species != 1 || withHydrogen ? count : 0;
    return total;
}

int multiplicity(const Cell& cell, const Eigen::Vector3d& point, std::span<const SymmetryOperation> operations)
{
    std::vector<Eigen::Vector3d> images;
    for (const SymmetryOperation& operation : operations) {
        const Eigen::Vector3d image = operation.rotation * point + operation.translation;
        const bool isNew = std::none_of(images.begin(), images.end(), [&](const Eigen::Vector3d& other) {
            const Eigen::Vector3d difference = image - other;
            return cell.toCartesian({difference.array() - difference.array().round()}).norm() < kOneAtom;
        });
        if (isNew)
            images.push_back(image);
    }
    return static_cast<int>(images.size());
}

} // namespace

std::optional<AtomCounts> countsOfFormula(std::string_view formula)
{
    AtomCounts counts;
    for (const auto word : splitWords(formula)) {
        const auto symbol = leadingLetters(word);
        const auto species = atomicNumberOf(symbol);
        const auto number = symbol.size() == word.size() ? std::optional(1.0) : parseDouble(word.substr(symbol.size()));
        if (!species || !number || !(*number >= 0 && *number < 1e6))
            return std::nullopt;
        counts[*species] += *number;
    }
    return counts.empty() ? std::nullopt : std::optional(counts);
}

std::string textOf(const AtomCounts& counts)
{
    std::string text;
    for (const auto& [species, count] : counts)
        text += (text.empty() ? "" : " ") + std::string(elementSymbol(species)) + toText(std::round(count * 100) / 100);
    return text;
}

std::string textOf(const CellContents& contents)
{
    AtomCounts counts = contents.formula;
    for (auto& [species, count] : counts)
        count *= contents.units > 0 ? contents.units : 1;
    return textOf(counts);
}

std::optional<AtomCounts> countAtoms(const Cell& cell, std::span<const CrystalSite> sites,
                                     std::span<const SymmetryOperation> operations)
{
    if (sites.size() * operations.size() * operations.size() > kMostPairs)
        return std::nullopt;
    AtomCounts counts;
    for (const CrystalSite& site : sites)
        counts[site.species] += multiplicity(cell, site.fractional, operations) * std::min(site.occupancy, 1.0);
    return counts;
}

bool agree(const AtomCounts& found, const CellContents& stated)
{
    const bool withHydrogen = isHydrogenOnly(stated.formula);
    const double expectedAtoms = heavyAtoms(stated.formula, withHydrogen);
    const double units = stated.units > 0 ? stated.units : heavyAtoms(found, withHydrogen) / expectedAtoms;
    return std::all_of(stated.formula.begin(), stated.formula.end(), [&](const auto& entry) {
        const auto& [species, count] = entry;
        const auto known = found.find(species);
        const double difference = (known == found.end() ? 0 : known->second) - count * units;
        return (species == 1 && !withHydrogen) || std::abs(difference) <= 0.05 + 0.02 * count * units;
    });
}

} // namespace mbtr
