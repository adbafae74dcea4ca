#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/crystals_and_proteins/cif_text.h"
#include "core/io/crystals_and_proteins/standard_orientation.h"
#include "core/io/import_notes.h"
#include "core/io/words/atom_labels.h"
#include "core/io/words/formal_charges.h"
#include "core/io/writers.h"

#include <map>
#include <ostream>

namespace mbtr {

namespace {

const char* orderText(BondOrder order)
{
    switch (order) {
    case BondOrder::Single:
        return "sing";
    case BondOrder::Double:
        return "doub";
    case BondOrder::Triple:
        return "trip";
    case BondOrder::Quadruple:
        return "quad";
    case BondOrder::Aromatic:
        return "arom";
    default:
        return "?";
    }
}

std::vector<std::string> labelsOf(const Structure& structure)
{
    std::map<int, int> numbers;
    std::vector<std::string> labels;
    for (const int species : structure.species)
        labels.push_back(std::string(elementSymbol(species)) + std::to_string(++numbers[species]));
    return labels;
}

/// Quoted where it has blanks or quotes.
std::string word(std::string_view text, std::string_view otherwise)
{
    if (text.empty())
        return std::string(otherwise);
    const bool plain = text.find_first_of(" \t'\"#;_$[]") == std::string_view::npos && text != "." && text != "?";
    const char quote = text.find('\'') == std::string_view::npos ? '\'' : '"';
    return plain ? std::string(text) : quote + std::string(text) + quote;
}

/// What others call the atom, where that is known; "label_" names are unique, for the bonds.
std::string authorNames(const StatedLabels& stated, std::size_t index, std::size_t atom)
{
    if (!stated.any())
        return {};
    return ' ' + word(stated.name(index, atom), ".") + ' ' + word(stated.residue(index, atom), "UNL") + ' '
        + word(stated.chain(index, atom), "A") + ' ' + std::to_string(stated.residueNumber(index, atom))
        + (stated.anyInsertion() ? ' ' + word(stated.insertion(index, atom), "?") : "");
}

void writeAtoms(const Structure& structure, std::size_t index, const std::vector<int>& charges,
                const std::vector<std::string>& labels, const StatedLabels& stated, std::ostream& out)
{
    out << "loop_\n";
    for (const char* tag :
         {"group_PDB", "id", "type_symbol", "label_atom_id", "label_alt_id", "label_comp_id", "label_asym_id", "label_entity_id",
          "label_seq_id", "Cartn_x", "Cartn_y", "Cartn_z", "occupancy", "pdbx_formal_charge"})
        out << "_atom_site." << tag << '\n';
    if (stated.any())
        out << "_atom_site.auth_atom_id\n_atom_site.auth_comp_id\n_atom_site.auth_asym_id\n_atom_site.auth_seq_id\n";
    if (stated.anyInsertion())
        out << "_atom_site.pdbx_PDB_ins_code\n";
    for (int i = 0; i < structure.atomCount(); ++i) {
        const auto place = static_cast<std::size_t>(i);
        const auto point = structure.positions.col(i);
        out << "HETATM " << i + 1 << ' ' << elementSymbol(structure.species[place]) << ' ' << labels[place] << " . MOL A 1 . "
            << toText(point[0]) << ' ' << toText(point[1]) << ' ' << toText(point[2]) << " 1 "
            << (charges.empty() ? 0 : charges[place]) << authorNames(stated, index, place) << '\n';
    }
}

void writeBonds(const Structure& structure, const std::vector<std::string>& labels, std::ostream& out, ImportNotes& losses)
{
    bool first = true;
    for (const GivenBond& bond : structure.bonds) {
        if (bond.wedge != BondWedge::None)
            losses.add(0, "wedges of drawn bonds are left out");
        if (bond.leavesTheCell()) {
            losses.add(0, "bonds to atoms of neighbouring cells are left out");
            continue;
        }
        if (first)
            out << "loop_\n_chem_comp_bond.comp_id\n_chem_comp_bond.atom_id_1\n_chem_comp_bond.atom_id_2\n_chem_comp_bond.value_"
                   "order\n";
        first = false;
        out << "MOL " << labels[static_cast<std::size_t>(bond.i)] << ' ' << labels[static_cast<std::size_t>(bond.j)] << ' '
            << orderText(bond.order) << '\n';
    }
}

} // namespace

void writeMmcif(const Dataset& dataset, std::ostream& out, Messages& messages)
{
    ImportNotes losses("");
    const StatedLabels stated(dataset);
    for (std::size_t i = 0; i < dataset.structures.size(); ++i) {
        const Structure structure = inStandardOrientation(dataset.structures[i]);
        if (isTurned(dataset.structures[i]))
            losses.add(0, std::string("mmCIF ") + kTurned, Severity::Note);
        out << "data_" << cifBlockName(structure, i, dataset.structures.size()) << '\n';
        if (structure.cell) {
            writeCifCell(*structure.cell, "_cell.", out);
            out << "_symmetry.space_group_name_H-M 'P 1'\n";
        }
        const auto labels = labelsOf(structure);
        writeAtoms(structure, i, formalChargesOf(dataset, i), labels, stated, out);
        writeBonds(structure, labels, out, losses);
        out << '\n';
    }
    for (Message& message : losses.take())
        messages.push_back(std::move(message));
}

} // namespace mbtr
