#include "core/chemistry/symmetry.h"

#include "core/base/error.h"
#include "core/chemistry/editing/wrap_atoms.h"

#include <fmt/format.h>
#include <memory>
#include <mutex>
#include <spglib.h>
#include <vector>

namespace mbtr {

namespace {

/// A crystal as spglib wants it: columns of the lattice are cell vectors, coordinates are fractional.
struct SpglibCell {
    double lattice[3][3];
    std::vector<double> positions; ///< 3 an atom
    std::vector<int> types;

    double (*places())[3] { return reinterpret_cast<double(*)[3]>(positions.data()); }
    int count() const { return int(types.size()); }
};

std::mutex& spglibMutex()
{
    static std::mutex mutex; // its error code is a global
    return mutex;
}

// Beyond these spglib looks for minutes, or counts beyond the range of its numbers. No crystal in a file has them.
constexpr double kLongestCellVector = 10'000; // angstrom
constexpr double kFlattest = 1e-3; // volume over the product of the three lengths

bool isSane(const Cell& cell)
{
    const Eigen::Vector3d lengths = cell.vectors.rowwise().norm();
    return lengths.maxCoeff() <= kLongestCellVector && std::abs(cell.vectors.determinant()) >= kFlattest * lengths.prod();
}

void requireCrystal(const Structure& structure, double tolerance)
{
    if (!structure.cell || structure.cell->dimension() != 3 || !isUsable(*structure.cell))
        throw SettingsError("cell", "symmetry needs a cell with three periodic directions");
    if (!isSane(*structure.cell))
        throw SettingsError("cell",
                            fmt::format("symmetry is looked for in cells with vectors up to {} angstrom and a volume of at least "
                                        "{} of the product of their lengths",
                                        kLongestCellVector, kFlattest));
    if (structure.atomCount() > kMostSymmetryAtoms)
        throw SettingsError(
            "cell",
            fmt::format("symmetry is looked for in up to {} atoms, there are {}", kMostSymmetryAtoms, structure.atomCount()));
    if (!(tolerance >= 1e-8 && tolerance <= 1))
        throw SettingsError("tolerance", fmt::format("must be 1e-8 to 1 angstrom, is {}", tolerance));
    if (!structure.positions.allFinite())
        throw NumericalError("symmetry: a coordinate is not a finite number");
}

SpglibCell asSpglib(const Structure& structure)
{
    SpglibCell cell {{}, {}, structure.species};
    for (int k = 0; k < 3; ++k)
        for (int v = 0; v < 3; ++v)
            cell.lattice[k][v] = structure.cell->vectors(v, k);
    for (Eigen::Index n = 0; n < structure.positions.cols(); ++n) {
        Eigen::Vector3d fraction = structure.cell->toFractional(structure.positions.col(n)).value;
        fraction -= fraction.array().floor().matrix(); // spglib counts cells with an int
        cell.positions.insert(cell.positions.end(), fraction.data(), fraction.data() + 3);
    }
    return cell;
}

Cell cellOf(const double (&lattice)[3][3])
{
    Cell cell;
    for (int k = 0; k < 3; ++k)
        for (int v = 0; v < 3; ++v)
            cell.vectors(v, k) = lattice[k][v];
    return cell;
}

[[noreturn]] void throwNotFound(double tolerance)
{
    throw NumericalError(fmt::format("no symmetry was found with a tolerance of {} angstrom ({})", tolerance,
                                     spg_get_error_message(spg_get_error_code())));
}

Structure standardiseCell(const Structure& structure, double tolerance, bool primitive)
{
    requireCrystal(structure, tolerance);
    const std::lock_guard lock(spglibMutex());
    SpglibCell cell = asSpglib(structure);
    const int before = cell.count();
    cell.positions.resize(cell.positions.size() * 4); // room for centred cells
    cell.types.resize(cell.types.size() * 4);
    const int count = spg_standardize_cell(cell.lattice, cell.places(), cell.types.data(), before, primitive, 1, tolerance);
    if (count == 0)
        throwNotFound(tolerance);
    Structure result {.name = structure.name,
                      .species = {cell.types.begin(), cell.types.begin() + count},
                      .positions = Eigen::Matrix3Xd(3, count),
                      .cell = cellOf(cell.lattice)};
    for (int n = 0; n < count; ++n)
        result.positions.col(n) = result.cell->toCartesian({Eigen::Vector3d::Map(cell.places()[n])});
    return wrapAtoms(result);
}

} // namespace

bool canHaveSpaceGroup(const Structure& structure)
{
    return structure.cell && structure.cell->dimension() == 3 && isUsable(*structure.cell) && isSane(*structure.cell)
        && structure.atomCount() <= kMostSymmetryAtoms;
}

SpaceGroup spaceGroupOf(const Structure& structure, double tolerance)
{
    requireCrystal(structure, tolerance);
    const std::lock_guard lock(spglibMutex());
    SpglibCell cell = asSpglib(structure);
    const std::unique_ptr<SpglibDataset, void (*)(SpglibDataset*)> found(
        spg_get_dataset(cell.lattice, cell.places(), cell.types.data(), cell.count(), tolerance), spg_free_dataset);
    if (!found || found->spacegroup_number == 0)
        throwNotFound(tolerance);
    return {found->spacegroup_number, found->international_symbol, found->pointgroup_symbol};
}

Structure primitiveCell(const Structure& structure, double tolerance)
{
    return standardiseCell(structure, tolerance, true);
}

Structure conventionalCell(const Structure& structure, double tolerance)
{
    return standardiseCell(structure, tolerance, false);
}

Structure niggliCell(const Structure& structure, double tolerance)
{
    requireCrystal(structure, tolerance);
    const std::lock_guard lock(spglibMutex());
    SpglibCell cell = asSpglib(structure);
    if (spg_niggli_reduce(cell.lattice, std::min(tolerance, 1e-5)) == 0)
        throw NumericalError("the cell cannot be reduced: its vectors span too small a volume");
    Structure result = structure;
    result.bonds.clear(); // their images count vectors of the old cell
    result.cell = cellOf(cell.lattice);
    return wrapAtoms(result);
}

} // namespace mbtr
