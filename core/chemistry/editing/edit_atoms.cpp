#include "core/chemistry/editing/edit_atoms.h"

#include "core/base/draws.h"
#include "core/base/error.h"
#include "core/chemistry/element.h"
#include "core/chemistry/measurements.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace mbtr {

namespace {

constexpr std::int64_t kMostAtoms = 10'000'000;

void requireElement(int atomicNumber)
{
    if (atomicNumber < 1 || atomicNumber > kLargestAtomicNumber)
        throw SettingsError("element",
                            fmt::format("must be an atomic number 1 to {}, is {}", kLargestAtomicNumber, atomicNumber));
}

const Cell& requireCell(const Structure& structure, const char* field)
{
    if (!structure.cell || !isUsable(*structure.cell))
        throw SettingsError(field, "needs a unit cell, the structure has none");
    return *structure.cell;
}

void requireCopies(const Structure& structure, const std::array<int, 3>& n)
{
    std::int64_t atoms = structure.atomCount();
    for (int k = 0; k < 3; ++k) {
        if (n[k] < 1 || n[k] > 1000)
            throw SettingsError("supercell", fmt::format("must be 1 to 1000 copies along {}, is {}", "abc"[k], n[k]));
        if (n[k] > 1 && !structure.cell->periodic[k])
            throw SettingsError("supercell",
                                fmt::format("cannot repeat along {}: the structure is not periodic there", "abc"[k]));
        atoms *= n[k];
    }
    if (atoms > kMostAtoms)
        throw SettingsError("supercell", fmt::format("would have {} atoms, expected at most {}", atoms, kMostAtoms));
}

std::vector<GivenBond> renumberBonds(const std::vector<GivenBond>& bonds, const std::vector<int>& newNumbers)
{
    std::vector<GivenBond> kept;
    for (GivenBond bond : bonds) {
        bond.i = newNumbers[bond.i];
        bond.j = newNumbers[bond.j];
        if (bond.i >= 0 && bond.j >= 0)
            kept.push_back(bond);
    }
    return kept;
}

/// The bond as it stands in copy number `at` of a supercell of n[0] x n[1] x n[2] copies: its other end may lie in another copy,
/// or beyond the large cell.
GivenBond inSupercell(GivenBond bond, const std::array<int, 3>& at, const std::array<int, 3>& n, int atoms)
{
    std::array<int, 3> other {};
    for (std::size_t k = 0; k < 3; ++k) {
        const int along = at[k] + bond.image[k];
        other[k] = (along % n[k] + n[k]) % n[k];
        bond.image[k] = (along - other[k]) / n[k];
    }
    const auto copyAt = [&](const std::array<int, 3>& place) { return place[0] + n[0] * (place[1] + n[1] * place[2]); };
    bond.i += copyAt(at) * atoms;
    bond.j += copyAt(other) * atoms;
    return bond;
}

/// Box and Muller, Ann. Math. Statist. 29, 610 (1958); one number a call.
double normalDraw(Draws& draws)
{
    constexpr std::size_t kSteps = std::size_t(1) << 53;
    const double u = (double(draws.below(kSteps)) + 1) / double(kSteps); // never 0
    const double v = double(draws.below(kSteps)) / double(kSteps);
    return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * v);
}

} // namespace

Structure withElement(Structure structure, const std::vector<int>& atoms, int atomicNumber)
{
    requireElement(atomicNumber);
    for (const int atom : atoms)
        structure.species[atom] = atomicNumber;
    return structure;
}

Structure withAtom(Structure structure, int atomicNumber, const Eigen::Vector3d& position)
{
    requireElement(atomicNumber);
    if (!position.allFinite())
        throw SettingsError("position", "must be three finite numbers");
    structure.species.push_back(atomicNumber);
    structure.positions.conservativeResize(3, structure.atomCount());
    structure.positions.col(structure.atomCount() - 1) = position;
    structure.someBondsOnly = !structure.bonds.empty(); // nothing is stated of the new atom
    return structure;
}

Structure withoutAtoms(const Structure& structure, const std::vector<int>& atoms)
{
    std::vector<char> goes(structure.species.size(), 0);
    for (const int atom : atoms)
        goes[atom] = 1;
    Structure rest {.name = structure.name,
                    .species = {},
                    .positions = structure.positions,
                    .cell = structure.cell,
                    .bonds = {},
                    .someBondsOnly = structure.someBondsOnly};
    std::vector<int> newNumbers(structure.species.size(), -1);
    for (int atom = 0; atom < structure.atomCount(); ++atom)
        if (!goes[atom]) {
            newNumbers[atom] = rest.atomCount();
            rest.positions.col(rest.atomCount()) = structure.positions.col(atom);
            rest.species.push_back(structure.species[atom]);
        }
    if (rest.species.empty())
        throw SettingsError("atoms", "cannot delete all atoms, expected that at least one stays");
    rest.positions.conservativeResize(3, rest.atomCount());
    rest.bonds = renumberBonds(structure.bonds, newNumbers);
    return rest;
}

Eigen::Vector3d freePlaceAt(const Structure& structure, int atom, const std::vector<int>& neighbours, double distance)
{
    Eigen::Vector3d crowd = Eigen::Vector3d::Zero(), any = Eigen::Vector3d::UnitX();
    for (const int neighbour : neighbours) {
        const Eigen::Vector3d towards = shortestVector(structure, atom, neighbour);
        if (!(towards.norm() > 1e-9))
            continue;
        crowd += towards.normalized();
        any = towards.normalized().unitOrthogonal();
    }
    // A linear or planar surrounding has no opposite: at right angles to a neighbour then.
    const Eigen::Vector3d direction = crowd.norm() > 0.1 ? Eigen::Vector3d(-crowd.normalized()) : any;
    return structure.positions.col(atom) + distance * direction;
}

Structure strainCell(const Structure& structure, const std::array<double, 6>& strain)
{
    const Cell& cell = requireCell(structure, "strain");
    for (const double value : strain)
        if (!(std::abs(value) <= 0.9))
            throw SettingsError("strain", fmt::format("must be -0.9 to 0.9 (0.01 is 1 percent), is {}", value));
    const auto [xx, yy, zz, yz, xz, xy] = strain;
    Eigen::Matrix3d deformation;
    deformation << 1 + xx, xy, xz, xy, 1 + yy, yz, xz, yz, 1 + zz;
    if (!(deformation.determinant() > 1e-3))
        throw SettingsError("strain", "turns the cell inside out or flattens it, expected a cell with a volume");
    Structure result = structure;
    result.cell->vectors = cell.vectors * deformation; // rows; the deformation is symmetric
    result.positions = deformation * structure.positions;
    return result;
}

Structure supercell(const Structure& structure, const std::array<int, 3>& n)
{
    const Cell& cell = requireCell(structure, "supercell");
    requireCopies(structure, n);
    const int atoms = structure.atomCount();
    const int copies = n[0] * n[1] * n[2];
    Structure result {.name = structure.name,
                      .species = {},
                      .positions = Eigen::Matrix3Xd(3, atoms * copies),
                      .cell = cell,
                      .bonds = {},
                      .someBondsOnly = structure.someBondsOnly};
    for (int copy = 0; copy < copies; ++copy) {
        const std::array<int, 3> place {copy % n[0], copy / n[0] % n[1], copy / (n[0] * n[1])};
        const Eigen::Vector3d at(place[0], place[1], place[2]);
        result.positions.middleCols(copy * atoms, atoms) = structure.positions.colwise() + cell.toCartesian({at});
        result.species.insert(result.species.end(), structure.species.begin(), structure.species.end());
        for (const GivenBond& bond : structure.bonds)
            result.bonds.push_back(inSupercell(bond, place, n, atoms));
    }
    for (int k = 0; k < 3; ++k)
        result.cell->vectors.row(k) *= n[k];
    return result;
}

Structure perturbAtoms(Structure structure, const std::vector<int>& atoms, double sigma, std::uint64_t seed)
{
    if (!(sigma >= 0 && sigma <= 10))
        throw SettingsError("sigma", fmt::format("must be 0 to 10 angstrom, is {}", sigma));
    Draws draws(seed);
    for (const int atom : atoms)
        for (int k = 0; k < 3; ++k)
            structure.positions(k, atom) += sigma * normalDraw(draws);
    return structure;
}

} // namespace mbtr
