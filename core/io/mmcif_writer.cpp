#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/formal_charges.h"
#include "core/io/import_notes.h"
#include "core/io/standard_orientation.h"
#include "core/io/cif_text.h"
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

void writeAtoms(const Structure& structure, const std::vector<int>& charges, const std::vector<std::string>& labels, std::ostream& out)
{
    out << "loop_\n";
    for (const char* tag : {"group_PDB", "id", "type_symbol", "label_atom_id", "label_alt_id", "label_comp_id", "label_asym_id",
                            "label_entity_id", "label_seq_id", "Cartn_x", "Cartn_y", "Cartn_z", "occupancy", "pdbx_formal_charge"})
        out << "_atom_site." << tag << '\n';
    for (int i = 0; i < structure.atomCount(); ++i) {
        const auto place = static_cast<std::size_t>(i);
        const auto point = structure.positions.col(i);
        out << "HETATM " << i + 1 << ' ' << elementSymbol(structure.species[place]) << ' ' << labels[place] << " . MOL A 1 . "
            << toText(point[0]) << ' ' << toText(point[1]) << ' ' << toText(point[2]) << " 1 " << (charges.empty() ? 0 : charges[place]) << '\n';
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
            out << "loop_\n_chem_comp_bond.comp_id\n_chem_comp_bond.atom_id_1\n_chem_comp_bond.atom_id_2\n_chem_comp_bond.value_order\n";
        first = false;
        out << "MOL " << labels[static_cast<std::size_t>(bond.i)] << ' ' << labels[static_cast<std::size_t>(bond.j)] << ' '
            << orderText(bond.order) << '\n';
    }
}

} // namespace

void writeMmcif(const Dataset& dataset, std::ostream& out, Messages& messages)
{
    ImportNotes losses("");
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
        writeAtoms(structure, formalChargesOf(dataset, i), labels, out);
        writeBonds(structure, labels, out, losses);
        out << '\n';
    }
    for (Message& message : losses.take())
        messages.push_back(std::move(message));
}

} // namespace mbtr
