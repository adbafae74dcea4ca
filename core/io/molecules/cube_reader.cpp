#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/finish_dataset.h"
#include "core/io/import_notes.h"
#include "core/io/line_words.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"

#include <array>

namespace mbtr {

namespace {

struct CubeGrid {
    long long atoms = 0;
    Eigen::Vector3d origin; ///< as written
    std::array<long long, 3> counts {};
    Eigen::Matrix3d steps; ///< rows, as written
    double unit = kAngstromPerBohr; ///< angstrom in one
};

/// "N x y z": a whole number and a vector.
long long readCountAndVector(TextInput& input, Eigen::Vector3d& vector, const char* expected)
{
    const std::string_view line = requireLine(input, expected);
    std::string_view rest = line;
    const auto count = parseInteger(nextWord(rest));
    if (!count || !takeNumbers(rest, {vector.data(), 3}))
        input.fail(std::string("expected ") + expected + ", found " + inQuotes(trimmed(line)));
    return *count;
}

/// Negative counts of points: lengths are in angstrom. A negative number of atoms: orbitals follow the atoms.
CubeGrid readGrid(TextInput& input)
{
    CubeGrid grid;
    const long long atoms = readCountAndVector(input, grid.origin, "the number of atoms and the origin");
    if (atoms == 0 || atoms > kMostAtomsInFile || atoms < -kMostAtomsInFile)
        input.fail("expected at least 1 and at most " + std::to_string(kMostAtomsInFile) + " atoms, found "
                   + std::to_string(atoms));
    grid.atoms = atoms < 0 ? -atoms : atoms;
    for (int axis = 0; axis < 3; ++axis) {
        Eigen::Vector3d step;
        const long long count = readCountAndVector(input, step, "a number of points and a step of the grid");
        if (count < -2'000'000'000 || count > 2'000'000'000)
            input.fail("expected a number of points of at most 2000000000, found " + std::to_string(count));
        if (axis == 0 && count < 0)
            grid.unit = 1;
        grid.counts[static_cast<std::size_t>(axis)] = count < 0 ? -count : count;
        grid.steps.row(axis) = step;
    }
    return grid;
}

int speciesFrom(const TextInput& input, std::string_view word, std::string_view line)
{
    const auto number = parseInteger(word);
    if (!number || *number < 1 || *number > kLargestAtomicNumber)
        input.fail("expected an atomic number from 1 to " + std::to_string(kLargestAtomicNumber)
                   + ", a charge and three coordinates, found " + inQuotes(trimmed(line)));
    return static_cast<int>(*number);
}

Structure readAtoms(TextInput& input, const CubeGrid& grid)
{
    std::vector<double> positions;
    Structure structure;
    std::string_view line;
    for (long long i = 0; i < grid.atoms; ++i) {
        if (!input.next(line))
            input.fail("expected " + std::to_string(grid.atoms) + " atoms, found " + std::to_string(i)
                       + " before the end of the file");
        std::string_view rest = line;
        structure.species.push_back(speciesFrom(input, nextWord(rest), line));
        double numbers[4]; // nuclear charge, x, y, z
        requireNumbers(input, rest, numbers, "a charge and three coordinates");
        for (int axis = 0; axis < 3; ++axis)
            positions.push_back(numbers[axis + 1] * grid.unit);
    }
    structure.positions = Eigen::Map<const Eigen::Matrix3Xd>(positions.data(), 3, grid.atoms);
    return structure;
}

/// The box of the grid, which is the cell where a program for crystals wrote the file; Gaussian's boxes begin elsewhere than at
/// zero.
std::optional<Cell> boxOf(const CubeGrid& grid)
{
    Cell cell {.vectors = grid.steps * grid.unit, .periodic = {false, false, false}};
    for (int axis = 0; axis < 3; ++axis)
        cell.vectors.row(axis) *= static_cast<double>(grid.counts[static_cast<std::size_t>(axis)]);
    return grid.origin.isZero(1e-9) && isUsable(cell) ? std::optional(cell) : std::nullopt;
}

} // namespace

Dataset readCube(TextInput& input)
{
    const std::string title(trimmed(requireLine(input, "a comment line")));
    const std::string comment(trimmed(requireLine(input, "a second comment line")));
    const CubeGrid grid = readGrid(input);
    ImportNotes notes(input.path());
    Structure structure = readAtoms(input, grid);
    structure.cell = boxOf(grid);
    if (structure.cell)
        notes.add(0, "the box of the grid, which begins at zero, is kept as a cell that is not periodic", Severity::Note);
    notes.add(0,
              "the values on the grid of " + std::to_string(grid.counts[0]) + " x " + std::to_string(grid.counts[1]) + " x "
                  + std::to_string(grid.counts[2]) + " points are not loaded",
              Severity::Note);
    DatasetBuilder builder;
    builder.add(std::move(structure));
    if (const std::string text = title + (title.empty() || comment.empty() ? "" : " | ") + comment; !text.empty())
        builder.set("comment", std::string_view(text));
    Dataset dataset = finishDataset(builder, notes);
    return dataset;
}

} // namespace mbtr
