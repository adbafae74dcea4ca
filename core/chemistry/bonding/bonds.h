#pragma once

#include "core/chemistry/structure.h"

#include <array>
#include <map>
#include <utility>
#include <vector>

namespace mbtr {

/// Atom i as listed is bonded to the copy of atom j that lies `image` cell vectors from where j is listed.
struct Bond {
    int i = 0;
    int j = 0;
    std::array<int, 3> image {};

    auto operator<=>(const Bond&) const = default;
};

/// The same bond in the one of its two directions that findBonds() uses: i < j, or i == j and the first nonzero number of `image`
/// positive.
Bond inOrder(const Bond& bond);

/// Changes to what bonds are found from distances; the default changes nothing.
struct BondRules {
    /// Angstrom; atoms of a pair from `min` to `max` apart count as bonded, whatever else stands near them.
    struct Range {
        double min = 0;
        double max = 0;
        bool operator==(const Range&) const = default;
    };
    bool ignoreStated = false; ///< distances decide also where the file states its bonds
    double extraTolerance = 0; ///< angstrom, added to the largest bond length of every pair of elements
    std::map<std::pair<int, int>, Range> ranges; ///< by atomic numbers, the smaller first: instead of covalent radii

    bool operator==(const BondRules&) const = default;
    /// Throws SettingsError for numbers that make no sense.
    void check() const;
};

/// Angstrom; two atoms at most this far apart count as bonded. Sum of covalent radii + 0.3 without a metal, + 0.4 between a
/// metal and another element; between metals 1.12 times the sum of metallic radii, which takes the nearest neighbours of fcc,
/// hcp and bcc and leaves out the second shell of bcc (1.155 times as far).
double largestBondLength(int atomicNumber, int otherAtomicNumber);

/// Bonds from distances alone, ascending, each once (i < j, or i == j and the first nonzero number of `image` positive).
/// Linear in the number of atoms. Near enough and yet not bonded: two metal atoms that both have two or more nonmetal
/// neighbours (Ti and Ti of rutile); a large ion (K, Rb, Cs, Ca, Sr, Ba) and an atom that is bonded to something else than
/// such ions (Sr and O of SrTiO3, but not of SrO). Throws NumericalError for an absurdly small cell and for
/// atoms on top of one another.
std::vector<Bond> findBonds(const Structure& structure, const BondRules& rules = {});

/// The bonds the structure's file states, and where it states none, or not all, or where the rules ignore them, those found from
/// distances. Ascending, each once. Throws as findBonds().
std::vector<Bond> bondsOf(const Structure& structure, const BondRules& rules = {});

/// By the element alone; B, Si, Ge, As, Sb and Te count as nonmetals.
bool isMetal(int atomicNumber);

} // namespace mbtr
