#include "core/io/vasp/vasp4_xdatcar.h"

#include "core/base/progress.h"
#include "core/base/text.h"
#include "core/chemistry/structure.h"
#include "core/io/line_words.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"

#include <array>
#include <cmath>
#include <filesystem>
#include <optional>

namespace mbtr {

namespace {

constexpr double kAngstromPerMetre = 1e10;
constexpr double kTolerance = 2e-3; // the lengths have four digits

struct Sizes {
    long long atoms = 0;
    double volume = 0; ///< angstrom^3, of the cell
    Eigen::Vector3d lengths; ///< angstrom
};

std::optional<Sizes> sizesFrom(std::string_view firstLine, std::string_view secondLine)
{
    const auto counts = splitWords(firstLine);
    if (counts.size() < 2)
        return std::nullopt;
    for (const auto word : counts)
        if (!parseInteger(word))
            return std::nullopt;
    std::array<double, 5> numbers {};
    if (!takeNumbers(secondLine, numbers))
        return std::nullopt;
    const auto atoms = *parseInteger(counts[0]);
    return Sizes {atoms, numbers[0] * static_cast<double>(atoms),
                  Eigen::Vector3d(numbers[1], numbers[2], numbers[3]) * kAngstromPerMetre};
}

/// The structure of CONTCAR or POSCAR beside the file, where it has as many atoms and as long cell vectors.
std::optional<Structure> companionOf(const std::string& path, const Sizes& sizes, const ReadOptions& options)
{
    for (const char* name : {"CONTCAR", "POSCAR"}) {
        const auto beside = std::filesystem::path(path).parent_path() / name;
        if (!std::filesystem::is_regular_file(beside))
            continue;
        try {
            Progress progress;
            TextInput input(beside.string(), progress);
            Structure structure = readPoscar(input, options).structures.front();
            if (structure.atomCount() == sizes.atoms && structure.cell->lengths().isApprox(sizes.lengths, kTolerance))
                return structure;
        } catch (const FileError&) { // then it does not help
        }
    }
    return std::nullopt;
}

Cell rightAngledCell(const TextInput& input, const Sizes& sizes)
{
    const double box = sizes.lengths.prod();
    if (!(box > 0) || std::abs(sizes.volume - box) > kTolerance * box)
        throw FileError(input.path(), 2,
                        "a VASP 4 XDATCAR states only the lengths of the cell vectors, and this cell is not right-angled (volume "
                            + toText(sizes.volume) + ", product of the lengths " + toText(box)
                            + " angstrom^3): expected the CONTCAR or POSCAR of the run in the same folder");
    return Cell {Eigen::Matrix3d(sizes.lengths.asDiagonal())};
}

void skipToTitle(TextInput& input)
{
    requireLine(input, "the temperature");
    const std::string_view car = requireLine(input, "'CAR'");
    if (trimmed(car) != "CAR")
        input.fail("expected 'CAR' (an XDATCAR of VASP 4), found " + inQuotes(trimmed(car)));
    requireLine(input, "a title");
}

} // namespace

bool isVasp4Xdatcar(std::string_view firstLine, std::string_view secondLine)
{
    return sizesFrom(firstLine, secondLine).has_value();
}

Vasp4Xdatcar readVasp4Xdatcar(TextInput& input, std::string_view firstLine, std::string_view secondLine,
                              const ReadOptions& options, ImportNotes& notes)
{
    const auto sizes = sizesFrom(firstLine, secondLine);
    if (!sizes || sizes->atoms < 1 || sizes->atoms > kMostAtomsInFile)
        throw FileError(input.path(), 1,
                        "expected at least 1 and at most " + std::to_string(kMostAtomsInFile) + " atoms, found "
                            + inQuotes(firstLine));
    skipToTitle(input);
    if (auto companion = companionOf(input.path(), *sizes, options)) {
        notes.add(0, "elements and cell are those of the CONTCAR or POSCAR in the same folder", Severity::Note);
        return {sizes->atoms, *companion->cell, std::move(companion->species)};
    }
    const Cell cell = rightAngledCell(input, *sizes);
    notes.add(2,
              "a VASP 4 XDATCAR states only the lengths of the cell vectors, to four digits; the cell is taken as right-angled, "
              "as its volume says");
    return {sizes->atoms, cell, {}};
}

std::vector<int> vasp4Species(const Vasp4Xdatcar& header, const ReadOptions& options, const std::string& path)
{
    if (!header.species.empty())
        return header.species;
    const std::string atoms = counted(header.atomCount, "atom", "atoms");
    if (options.elements.empty())
        throw MissingElements(path, 1,
                              "the elements are missing (VASP 4 format): expected the CONTCAR or POSCAR of the run in the same "
                              "folder, or the elements of "
                              "the "
                                  + atoms + " such as Ga4,As4",
                              {atoms + " in all (Ga4,As4)"});
    return elementsOfAtoms(options, {header.atomCount}, path);
}

} // namespace mbtr
