#include "core/chemistry/bonding/bonds.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/chemistry/neighbours.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace mbtr {

namespace {

constexpr double kNonmetalTolerance = 0.3; // angstrom
constexpr double kMixedTolerance = 0.4; // angstrom
constexpr double kMetalFactor = 1.12;
constexpr std::size_t kMostBondsPerAtom = 300; ///< in the mean; within 10 angstrom, the largest range, are as many in a metal

bool isLargeIon(int z)
{
    return z == 19 || z == 20 || z == 37 || z == 38 || z == 55 || z == 56; // K Ca Rb Sr Cs Ba
}

/// Radius for twelve neighbours, angstrom (Wells, Structural Inorganic Chemistry, 5th ed., 1984); where that has none, 1.1
/// times the covalent radius.
double metallicRadius(int z)
{
    struct Entry {
        int z;
        double radius;
    };
    static constexpr Entry kRadii[] = {
        {3, 1.52},  {4, 1.12},  {11, 1.86}, {12, 1.60}, {13, 1.43}, {19, 2.27}, {20, 1.97}, {21, 1.62}, {22, 1.47}, {23, 1.34},
        {24, 1.28}, {25, 1.27}, {26, 1.26}, {27, 1.25}, {28, 1.24}, {29, 1.28}, {30, 1.34}, {31, 1.35}, {37, 2.48}, {38, 2.15},
        {39, 1.80}, {40, 1.60}, {41, 1.46}, {42, 1.39}, {43, 1.36}, {44, 1.34}, {45, 1.34}, {46, 1.37}, {47, 1.44}, {48, 1.51},
        {49, 1.67}, {50, 1.58}, {55, 2.65}, {56, 2.22}, {72, 1.59}, {73, 1.46}, {74, 1.39}, {75, 1.37}, {76, 1.35}, {77, 1.36},
        {78, 1.39}, {79, 1.44}, {80, 1.51}, {81, 1.70}, {82, 1.75}, {83, 1.82}, {90, 1.79}, {92, 1.56},
    };
    const auto* entry = std::find_if(std::begin(kRadii), std::end(kRadii), [z](const Entry& e) { return e.z == z; });
    if (entry != std::end(kRadii))
        return entry->radius;
    const bool isLanthanide = z >= 57 && z <= 71;
    return isLanthanide ? 1.80 : 1.1 * element(z).covalentRadius;
}

/// Largest bond lengths of all pairs of the elements that occur, looked up in constant time.
class BondLengths {
public:
    BondLengths(const std::vector<int>& elements, const BondRules& rules)
    {
        for (std::size_t n = 0; n < elements.size(); ++n)
            m_index[elements[n]] = int(n);
        m_count = elements.size();
        m_ranges.resize(m_count * m_count);
        for (const int z : elements)
            for (const int other : elements) {
                const auto range = rules.ranges.find(std::minmax(z, other));
                m_ranges[place(z, other)] = range != rules.ranges.end()
                    ? range->second
                    : BondRules::Range {0, std::max(0.0, largestBondLength(z, other) + rules.extraTolerance)};
            }
    }
    const BondRules::Range& operator()(int z, int other) const { return m_ranges[place(z, other)]; }
    double largest() const
    {
        return std::max_element(m_ranges.begin(), m_ranges.end(), [](const auto& a, const auto& b) { return a.max < b.max; })
            ->max;
    }

private:
    std::size_t place(int z, int other) const { return std::size_t(m_index[z]) * m_count + std::size_t(m_index[other]); }

    std::array<int, kLargestAtomicNumber + 1> m_index {};
    std::size_t m_count = 0;
    std::vector<BondRules::Range> m_ranges;
};

std::vector<Bond> closePairs(const Structure& structure, const BondRules& rules)
{
    const BondLengths ranges(elementsOf(structure), rules);
    std::vector<Bond> bonds;
    visitPairs(structure, ranges.largest(), [&](const NeighbourPair& pair) {
        const BondRules::Range& range = ranges(structure.species[pair.i], structure.species[pair.j]);
        if (pair.distance < range.min || pair.distance > range.max)
            return;
        if (bonds.size() >= kMostBondsPerAtom * structure.species.size())
            throw NumericalError("structure " + inQuotes(structure.name)
                                 + ": its atoms lie on top of one another, with more than " + std::to_string(kMostBondsPerAtom)
                                 + " bonds each");
        bonds.push_back({pair.i, pair.j, pair.image});
    });
    return bonds;
}

/// For each atom, how many of its bonds lead to an element of which `counts(z)` is true.
template <typename Counts>
std::vector<int> countNeighbours(const Structure& structure, const std::vector<Bond>& bonds, const Counts& counts)
{
    std::vector<int> numbers(structure.species.size());
    for (const Bond& bond : bonds) {
        numbers[bond.i] += counts(structure.species[bond.j]);
        numbers[bond.j] += counts(structure.species[bond.i]);
    }
    return numbers;
}

/// No other rule is meant for elements that have a range of their own.
bool hasRange(const Structure& structure, const BondRules& rules, const Bond& bond)
{
    return rules.ranges.contains(std::minmax(structure.species[bond.i], structure.species[bond.j]));
}

void removeBondsBetweenIonsOfMetals(const Structure& structure, const BondRules& rules, std::vector<Bond>& bonds)
{
    const auto nonmetals = countNeighbours(structure, bonds, [](int z) { return !isMetal(z); });
    std::erase_if(bonds, [&](const Bond& bond) {
        return isMetal(structure.species[bond.i]) && isMetal(structure.species[bond.j]) && nonmetals[bond.i] >= 2
            && nonmetals[bond.j] >= 2 && !hasRange(structure, rules, bond);
    });
}

void removeBondsOfLargeIonsToBoundAtoms(const Structure& structure, const BondRules& rules, std::vector<Bond>& bonds)
{
    const auto others = countNeighbours(structure, bonds, [](int z) { return !isLargeIon(z); });
    std::erase_if(bonds, [&](const Bond& bond) {
        const bool first = isLargeIon(structure.species[bond.i]), second = isLargeIon(structure.species[bond.j]);
        return first != second && !isMetal(structure.species[first ? bond.j : bond.i]) && others[first ? bond.j : bond.i] > 0
            && !hasRange(structure, rules, bond);
    });
}

void sortAndMakeUnique(std::vector<Bond>& bonds)
{
    std::sort(bonds.begin(), bonds.end());
    bonds.erase(std::unique(bonds.begin(), bonds.end()), bonds.end());
}

std::vector<Bond> bondsByDistance(const Structure& structure, const BondRules& rules)
{
    if (structure.species.empty())
        return {};
    std::vector<Bond> bonds = closePairs(structure, rules);
    removeBondsBetweenIonsOfMetals(structure, rules, bonds);
    removeBondsOfLargeIonsToBoundAtoms(structure, rules, bonds);
    return bonds;
}

/// Where a file lists some bonds only: those found from distances at atoms it says nothing about.
void addUnstated(const Structure& structure, const BondRules& rules, std::vector<Bond>& bonds)
{
    std::vector<bool> isStated(structure.species.size());
    for (const Bond& bond : bonds)
        isStated[bond.i] = isStated[bond.j] = true;
    for (const Bond& bond : bondsByDistance(structure, rules))
        if (!isStated[bond.i] || !isStated[bond.j])
            bonds.push_back(bond);
}

} // namespace

Bond inOrder(const Bond& bond)
{
    const std::array<int, 3> reversed {-bond.image[0], -bond.image[1], -bond.image[2]};
    const bool turn = bond.i > bond.j || (bond.i == bond.j && bond.image < reversed);
    return turn ? Bond {bond.j, bond.i, reversed} : bond;
}

void BondRules::check() const
{
    if (!std::isfinite(extraTolerance) || extraTolerance < -2 || extraTolerance > 2)
        throw SettingsError("extraTolerance", "must be from -2 to 2 angstrom, is " + toText(extraTolerance));
    for (const auto& [pair, range] : ranges)
        if (!(range.min >= 0 && range.min <= range.max && range.max <= 10))
            throw SettingsError(std::string(elementSymbol(pair.first)) + "-" + std::string(elementSymbol(pair.second)),
                                "must have 0 <= min <= max <= 10 angstrom, has min " + toText(range.min) + " and max "
                                    + toText(range.max));
}

bool isMetal(int z)
{
    const bool isNonmetal = z <= 2 || (z >= 5 && z <= 10) // H He, B to Ne
        || (z >= 14 && z <= 18) || (z >= 32 && z <= 36) // Si to Ar, Ge to Kr
        || (z >= 51 && z <= 54) || z == 85 || z == 86; // Sb Te I Xe, At Rn
    return !isNonmetal;
}

double largestBondLength(int atomicNumber, int otherAtomicNumber)
{
    const int metals = int(isMetal(atomicNumber)) + int(isMetal(otherAtomicNumber));
    if (metals == 2)
        return kMetalFactor * (metallicRadius(atomicNumber) + metallicRadius(otherAtomicNumber));
    return element(atomicNumber).covalentRadius + element(otherAtomicNumber).covalentRadius
        + (metals == 0 ? kNonmetalTolerance : kMixedTolerance);
}

std::vector<Bond> findBonds(const Structure& structure, const BondRules& rules)
{
    std::vector<Bond> bonds = bondsByDistance(structure, rules);
    sortAndMakeUnique(bonds);
    return bonds;
}

std::vector<Bond> bondsOf(const Structure& structure, const BondRules& rules)
{
    if (structure.bonds.empty() || rules.ignoreStated)
        return findBonds(structure, rules);
    std::vector<Bond> bonds;
    for (const GivenBond& bond : structure.bonds)
        bonds.push_back(inOrder({bond.i, bond.j, bond.image}));
    if (structure.someBondsOnly)
        addUnstated(structure, rules, bonds);
    sortAndMakeUnique(bonds);
    return bonds;
}

} // namespace mbtr
