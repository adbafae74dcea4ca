#include "core/chemistry/editing/wrap_atoms.h"

#include "core/base/error.h"
#include "core/chemistry/bonding/molecular_graph.h"
#include "core/chemistry/element.h"

#include <cmath>

namespace mbtr {

namespace {

constexpr double kGramsPerCubicCentimetre = 1.66053906660; // of 1 u / angstrom^3, CODATA 2018

using Shift = std::array<int, 3>;

void requirePeriodic(const Structure& structure)
{
    if (!structure.isPeriodic() || !isUsable(*structure.cell))
        throw SettingsError("cell", "there is none, expected a crystal, slab or chain");
}

/// Whole cells to be added so that a point lies in the cell.
Shift intoCell(const Cell& cell, const Eigen::Vector3d& point)
{
    const Eigen::Vector3d fraction = cell.toFractional(point).value;
    Shift shift {};
    for (std::size_t k = 0; k < 3; ++k)
        if (cell.periodic[k] && std::isfinite(fraction[Eigen::Index(k)]))
            shift[k] = -int(std::floor(fraction[Eigen::Index(k)] + 1e-9));
    return shift;
}

Eigen::Vector3d vectorOf(const Shift& shift)
{
    return {double(shift[0]), double(shift[1]), double(shift[2])};
}

Structure shiftAtoms(Structure structure, const std::vector<Shift>& shifts)
{
    for (std::size_t n = 0; n < shifts.size(); ++n)
        structure.positions.col(Eigen::Index(n)) += structure.cell->toCartesian({vectorOf(shifts[n])});
    for (GivenBond& bond : structure.bonds)
        for (std::size_t k = 0; k < 3; ++k)
            bond.image[k] += shifts[std::size_t(bond.i)][k] - shifts[std::size_t(bond.j)][k];
    return structure;
}

/// Adds what brings a molecule together and its centre into the cell.
void gather(const Structure& structure, const Fragment& fragment, std::vector<Shift>& shifts)
{
    Eigen::Vector3d centre = Eigen::Vector3d::Zero();
    for (std::size_t n = 0; n < fragment.atoms.size(); ++n)
        centre += (structure.positions.col(fragment.atoms[n]) + structure.cell->toCartesian({vectorOf(fragment.images[n])}))
            / double(fragment.atoms.size());
    const Shift home = intoCell(*structure.cell, centre);
    for (std::size_t n = 0; n < fragment.atoms.size(); ++n)
        for (std::size_t k = 0; k < 3; ++k)
            shifts[std::size_t(fragment.atoms[n])][k] = fragment.images[n][k] + home[k];
}

} // namespace

Structure wrapAtoms(const Structure& structure)
{
    requirePeriodic(structure);
    std::vector<Shift> shifts;
    for (Eigen::Index n = 0; n < structure.positions.cols(); ++n)
        shifts.push_back(intoCell(*structure.cell, structure.positions.col(n)));
    return shiftAtoms(structure, shifts);
}

Structure unwrapAtoms(const Structure& structure, const std::vector<Bond>& bonds)
{
    requirePeriodic(structure);
    const MolecularGraph graph = graphOf(bonds, structure.atomCount());
    std::vector<Shift> shifts(structure.species.size());
    for (const Fragment& fragment : findFragments(graph))
        if (fragment.dimension == 0)
            gather(structure, fragment, shifts);
    return shiftAtoms(structure, shifts);
}

double density(const Structure& structure)
{
    requirePeriodic(structure);
    double mass = 0;
    for (const int z : structure.species)
        mass += element(z).mass;
    return kGramsPerCubicCentimetre * mass / structure.cell->volume();
}

} // namespace mbtr
