#pragma once

#include "widgets/render/scene/displayed_atoms.h"
#include "widgets/render/scene/overlay.h"

#include <span>

namespace mbtr::gui {

/// Finds where sites are drawn. Structure and displayed atoms are borrowed.
class SitePlaces {
public:
    SitePlaces(const Structure& structure, const DisplayedAtoms& shown);

    /// All that are drawn of this atom.
    std::span<const DisplayedAtom* const> copies(int atom) const;
    /// Empty where an atom does not exist. Molecules may be drawn other cells away than they are listed: then all sites
    /// move by the cells that bring the first one onto a drawn atom.
    std::vector<Eigen::Vector3d> placesOf(const std::vector<Site>& sites) const;
    /// Is there a drawn copy of the atom at this place?
    bool isDrawn(int atom, const Eigen::Vector3d& place) const;

private:
    std::array<int, 3> moveOf(const std::vector<Site>& sites) const;
    Eigen::Vector3d placeOf(const Site& site, const std::array<int, 3>& move) const;

    const Structure& m_structure;
    std::vector<const DisplayedAtom*> m_copies; ///< of the first atom, of the second, ...
    std::vector<std::size_t> m_begins; ///< of each atom in m_copies, and the end
};

} // namespace mbtr::gui
