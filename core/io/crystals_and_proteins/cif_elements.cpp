#include "core/io/crystals_and_proteins/cif_elements.h"

#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/crystals_and_proteins/atom_names.h"
#include "core/io/crystals_and_proteins/cell_contents.h"
#include "core/io/words/letters.h"
#include "core/io/words/species_word.h"

namespace mbtr {

SiteElements::SiteElements(std::string_view formula)
{
    if (const auto counts = countsOfFormula(formula))
        for (const auto& [species, count] : *counts)
            m_elements.insert(species);
}

void SiteElements::lookAt(std::string_view label)
{
    const auto letters = leadingLetters(label);
    m_hasCarbon = m_hasCarbon || letters == "C";
    m_hasHydrogen = m_hasHydrogen || letters == "H";
}

std::optional<int> SiteElements::elementOf(std::string_view typeSymbol, const CrystalSite& site, ImportNotes& notes) const
{
    if (isIsotope(leadingLetters(typeSymbol)))
        notes.add(site.line, kIsotopesAreHydrogen, Severity::Note);
    if (!typeSymbol.empty())
        return speciesOfLabel(typeSymbol);
    if (site.residue.empty())
        return elementOfLabel(site.label, site.line, notes);
    const auto species = elementOfAtomName(site.label, site.residue);
    if (species)
        notes.add(site.line, "states no element of some atoms; it is guessed from their names");
    return species;
}

/// By the dictionary a label begins with the symbol of the element (_atom_site_label_component_0 of cif_core), but "HO1" is
/// mostly the hydrogen of an oxygen.
std::optional<int> SiteElements::elementOfLabel(std::string_view label, long line, ImportNotes& notes) const
{
    const auto letters = leadingLetters(label);
    const auto two = letters.size() >= 2 ? atomicNumberOf(letters.substr(0, 2)) : std::nullopt;
    const auto one = letters.empty() ? std::nullopt : atomicNumberOf(letters.substr(0, 1));
    const bool isSymbol = two && letters[1] >= 'a' && letters[1] <= 'z';
    const bool twoStated = two && m_elements.contains(*two), oneStated = one && m_elements.contains(*one);
    if (twoStated != oneStated)
        return twoStated ? two : one;
    const bool isOpen = two && one && !isSymbol && letters.size() == 2 && (twoStated || isOrganic());
    if (!isOpen)
        return speciesOfLabel(label);
    const auto species = elementOfAtomName(label, "");
    if (species)
        notes.add(line,
                  "label " + inQuotes(label) + ", which has no type symbol, is taken as " + std::string(elementSymbol(*species)));
    return species;
}

} // namespace mbtr
