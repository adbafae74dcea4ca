#pragma once

#include "core/io/crystals_and_proteins/crystal_sites.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace mbtr {

/// Which elements the sites of a CIF are. The type symbol says it where it is stated; a label is read with what the file says
/// otherwise: the formula, the residue of a protein, or that there are labels of carbon and hydrogen.
class SiteElements {
public:
    /// formula: of the file, may be empty.
    explicit SiteElements(std::string_view formula);
    /// A label without type symbol; all of them before the first question.
    void lookAt(std::string_view label);
    /// site: with its label, name and residue. Nothing where it is of no element.
    std::optional<int> elementOf(std::string_view typeSymbol, const CrystalSite& site, ImportNotes& notes) const;

private:
    std::optional<int> elementOfLabel(std::string_view label, long line, ImportNotes& notes) const;
    bool isOrganic() const { return m_hasCarbon && m_hasHydrogen; }

    std::set<int> m_elements; ///< of the formula; empty = not stated
    bool m_hasCarbon = false;
    bool m_hasHydrogen = false;
};

} // namespace mbtr
