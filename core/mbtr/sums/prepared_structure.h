#pragma once

#include "core/mbtr/sums/tuple_sums.h"

#include <array>
#include <optional>

namespace mbtr {

/// A structure with what all terms of a layout need of it.
class PreparedStructure {
public:
    /// Throws SettingsError where the layout lacks an element or the structure has no atoms, NumericalError where positions are
    /// not finite or the cell has no volume. Both arguments must outlive this.
    PreparedStructure(const Structure& structure, const Layout& layout);

    bool isCrystal() const { return m_crystal; }
    const LocalSpecies& species() const { return m_species; }
    /// The element combinations of a term.
    const LocalBlocks& blocks(std::size_t term) const;
    /// Throws SettingsError where the sum over a crystal would diverge.
    ReadyWeighting weighting(std::size_t term) const;
    TermContext context(std::size_t term, const ReadyWeighting& weighting, Progress& progress) const;

private:
    const Structure& m_structure;
    const Layout& m_layout;
    bool m_crystal;
    LocalSpecies m_species;
    std::array<std::optional<LocalBlocks>, 5> m_blocks; ///< by k
    double m_smallestDistance = 0; ///< angstrom; only known where triples in a crystal ask for it
};

} // namespace mbtr
