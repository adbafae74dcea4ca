#pragma once

#include "core/dataset/dataset.h"

#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

class DatasetBuilder;

/// What a file of a large molecule calls an atom; empty = not stated.
struct AtomLabel {
    std::string_view name; ///< "CA"
    std::string_view residue; ///< "GLY"
    std::string_view number; ///< of the residue
    std::string_view insertion = {}; ///< letter that tells residues of one number apart: 82, 82A, 82B
    std::string_view chain;
};

/// The labels of the atoms of a structure, atom by atom.
class AtomLabels {
public:
    /// species: atomic number.
    void add(const AtomLabel& label, int species);
    /// For the structure added last, as the properties atom_name, residue_name, residue_number, insertion_code and chain, those
    /// of them that say something: not names that are the element symbols, and nothing of the one residue MOL that programs write
    /// where they know none. Begins anew.
    void moveTo(DatasetBuilder& builder);

private:
    bool isPlaceholder() const;

    std::vector<std::string> m_names, m_residues, m_insertions, m_chains;
    std::vector<double> m_numbers; ///< NaN = not stated
    bool m_namesTell = false; ///< more than the elements
};

/// True for the properties above.
bool isAtomLabel(const Property& property);

/// The labels of atom `atom` of structure `index`; what the dataset does not say is empty.
class StatedLabels {
public:
    explicit StatedLabels(const Dataset& dataset);
    std::string_view name(std::size_t index, std::size_t atom) const { return textOf(m_names, index, atom); }
    std::string_view residue(std::size_t index, std::size_t atom) const { return textOf(m_residues, index, atom); }
    std::string_view insertion(std::size_t index, std::size_t atom) const { return textOf(m_insertions, index, atom); }
    bool anyInsertion() const { return m_insertions; }
    std::string_view chain(std::size_t index, std::size_t atom) const { return textOf(m_chains, index, atom); }
    bool any() const { return m_names || m_residues || m_insertions || m_chains || m_numbers; }
    /// 1 where it is not stated.
    long residueNumber(std::size_t index, std::size_t atom) const;

private:
    static std::string_view textOf(const AtomTexts* texts, std::size_t index, std::size_t atom);

    const AtomTexts* m_names;
    const AtomTexts* m_residues;
    const AtomTexts* m_insertions;
    const AtomTexts* m_chains;
    const AtomNumbers* m_numbers;
};

} // namespace mbtr
