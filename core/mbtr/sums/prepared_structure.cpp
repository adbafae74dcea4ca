#include "core/mbtr/sums/prepared_structure.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/neighbour_finder.h"

#include <algorithm>

namespace mbtr {

namespace {

constexpr double kLargestCoordinate = 1e8; // angstrom; squares stay finite and whole angstrom exact

bool countsAsCrystal(const Structure& structure, const Layout& layout)
{
    if (structure.species.empty())
        throw SettingsError("structure", inQuotes(structure.name) + " has no atoms");
    if (!structure.positions.allFinite() || structure.positions.cwiseAbs().maxCoeff() > kLargestCoordinate)
        throw NumericalError("structure " + inQuotes(structure.name) + " has positions that are not finite or larger than "
                             + toText(kLargestCoordinate) + " angstrom");
    const bool crystal = structure.isPeriodic() && layout.settings.periodicity == Periodicity::Auto;
    if (crystal && !isUsable(*structure.cell))
        throw NumericalError("structure " + inQuotes(structure.name) + " has a cell without volume");
    return crystal;
}

bool hasTriples(const Layout& layout)
{
    const auto& terms = layout.settings.terms;
    return std::any_of(terms.begin(), terms.end(), [](const TermSettings& term) { return term.k == 3; });
}

} // namespace

PreparedStructure::PreparedStructure(const Structure& structure, const Layout& layout)
    : m_structure(structure)
    , m_layout(layout)
    , m_crystal(countsAsCrystal(structure, layout))
    , m_species(localSpecies(structure, layout))
{
    for (const TermSettings& term : layout.settings.terms)
        if (auto& blocks = m_blocks[static_cast<std::size_t>(term.k)]; !blocks)
            blocks.emplace(term.k, m_species.size());
    if (m_crystal && hasTriples(layout))
        m_smallestDistance = smallestDistance(structure, m_crystal);
}

ReadyWeighting PreparedStructure::weighting(std::size_t term) const
{
    return makeReady(m_layout.settings.terms[term], m_crystal, m_smallestDistance, "terms[" + std::to_string(term) + "]");
}

const LocalBlocks& PreparedStructure::blocks(std::size_t term) const
{
    return *m_blocks[static_cast<std::size_t>(m_layout.settings.terms[term].k)];
}

TermContext PreparedStructure::context(std::size_t term, const ReadyWeighting& weighting, Progress& progress) const
{
    return {m_structure, m_species, blocks(term), m_crystal, m_layout.settings.terms[term], weighting, progress};
}

} // namespace mbtr
