#pragma once

#include "core/io/crystals_and_proteins/crystal_sites.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mbtr {

/// Atoms by atomic number.
using AtomCounts = std::map<int, double>;

/// "C4 H10 O", "Na1 Cl1", "D2 O"; nothing where it is no formula.
std::optional<AtomCounts> countsOfFormula(std::string_view formula);

/// What a file says that its cell holds.
struct CellContents {
    AtomCounts formula;
    double units = 0; ///< Z, formula units in the cell; 0 = not stated
};

/// "C 8", for people.
std::string textOf(const CellContents& contents);
std::string textOf(const AtomCounts& counts);

/// The atoms that the operations make of the sites, each as full as its site; images within 0.5 angstrom are one.
/// Nothing where finding out would take long.
std::optional<AtomCounts> countAtoms(const Cell& cell, std::span<const CrystalSite> sites,
                                     std::span<const SymmetryOperation> operations);

/// Do these numbers of atoms agree (2 %)? Hydrogen does not count where there is anything else: many files leave it out. Only the
/// proportions are compared where Z is not stated.
bool agree(const AtomCounts& found, const CellContents& stated);

} // namespace mbtr
