#include "core/mbtr/prepared_structure.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>

namespace mbtr {

namespace {

bool countsAsCrystal(const Structure& structure, const Layout& layout)
{
    if (structure.species.empty())
        throw SettingsError("structure", inQuotes(structure.name) + " has no atoms");
    if (!structure.positions.allFinite())
        throw NumericalError("structure " + inQuotes(structure.name) + " has positions that are not finite");
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
    , m_walk(m_crystal ? structure.cell : std::nullopt)
{
    if (m_crystal && hasTriples(layout))
        m_smallestDistance = smallestDistance(structure, m_walk);
}

ReadyWeighting PreparedStructure::weighting(std::size_t term) const
{
    return makeReady(m_layout.settings.terms[term], m_crystal, m_smallestDistance, "terms[" + std::to_string(term) + "]");
}

TermContext PreparedStructure::context(std::size_t term, const ReadyWeighting& weighting, Progress& progress) const
{
    return {m_structure, m_species, m_walk, m_layout.settings.terms[term], weighting, progress};
}

} // namespace mbtr
