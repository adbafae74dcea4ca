#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/crystals_and_proteins/cif_text.h"
#include "core/io/writers.h"

#include <Eigen/LU>
#include <algorithm>
#include <map>
#include <ostream>

namespace mbtr {

namespace {

std::string joined(const Eigen::Vector3d& vector)
{
    return toText(vector[0]) + " " + toText(vector[1]) + " " + toText(vector[2]);
}

/// The same crystal by a right-handed cell: a CIF holds lengths and angles, which lose the handedness.
Structure rightHanded(Structure structure)
{
    if (structure.cell->vectors.determinant() < 0)
        structure.cell->vectors *= -1;
    return structure;
}

void writeCifAtoms(const Structure& structure, std::ostream& out)
{
    out << "loop_\n_atom_site_label\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n"
           "_atom_site_occupancy\n";
    std::map<int, int> numbers;
    for (int i = 0; i < structure.atomCount(); ++i) {
        const int species = structure.species[static_cast<std::size_t>(i)];
        const auto symbol = elementSymbol(species);
        out << symbol << ++numbers[species] << ' ' << symbol << ' '
            << joined(structure.cell->toFractional(structure.positions.col(i)).value) << " 1\n";
    }
}

} // namespace

std::string cifBlockName(const Structure& structure, std::size_t index, std::size_t count)
{
    std::string name = structure.name.empty() ? "structure" : structure.name.substr(0, 60);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c <= ' ' || c > '~' || c == '#'; }, '_');
    return name + (count > 1 ? "_" + std::to_string(index + 1) : "");
}

void writeCifCell(const Cell& cell, const char* prefix, std::ostream& out)
{
    const Eigen::Vector3d lengths = cell.lengths(), angles = cell.anglesInDegrees();
    const char* const axes[] = {"a", "b", "c"};
    const char* const corners[] = {"alpha", "beta", "gamma"};
    for (int i = 0; i < 3; ++i)
        out << prefix << "length_" << axes[i] << ' ' << toText(lengths[i]) << '\n';
    for (int i = 0; i < 3; ++i)
        out << prefix << "angle_" << corners[i] << ' ' << toText(angles[i]) << '\n';
}

void writeCif(const Dataset& dataset, std::ostream& out, Messages& messages)
{
    bool turned = false;
    for (std::size_t i = 0; i < dataset.structures.size(); ++i) {
        const Structure structure = rightHanded(dataset.structures[i]);
        const Cell& cell = *structure.cell;
        turned = turned || !cell.vectors.isApprox(cellFromParameters(cell.lengths(), cell.anglesInDegrees()).vectors, 1e-9);
        out << "data_" << cifBlockName(structure, i, dataset.structures.size()) << '\n';
        writeCifCell(cell, "_cell_", out);
        out << "_space_group_name_H-M_alt 'P 1'\n_space_group_IT_number 1\nloop_\n_space_group_symop_operation_xyz\n'x, y, z'\n";
        writeCifAtoms(structure, out);
        out << '\n';
    }
    if (turned)
        messages.push_back({.severity = Severity::Note,
                            .text = "a CIF holds no orientation: read back, vector a lies along x and b in the xy plane"});
}

} // namespace mbtr
