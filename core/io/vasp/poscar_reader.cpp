#include "core/base/text.h"
#include "core/io/line_words.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"
#include "core/io/vasp/vasp_header.h"
#include "core/io/words/species_word.h"

#include <optional>

namespace mbtr {

namespace {

using Words = std::vector<std::string_view>;

struct Sites {
    Eigen::Matrix3Xd positions;
    std::vector<int> labels; ///< elements at the ends of the atom lines
    std::vector<double> free; ///< selective dynamics: 3 an atom, 1 = may move
};

struct Mode {
    bool selective = false;
    bool cartesian = false;
};

/// Only C, c, K and k mean Cartesian, whatever else stands there means direct: https://www.vasp.at/wiki/index.php/POSCAR. A line
/// of numbers is no mode but a position: the line of the mode is missing.
Mode readMode(TextInput& input, ImportNotes& notes)
{
    const auto letter = [](std::string_view line) { return trimmed(line).empty() ? '\0' : trimmed(line).front(); };
    std::string_view line = requireLine(input, "'Direct' or 'Cartesian'");
    Mode mode;
    mode.selective = letter(line) == 'S' || letter(line) == 's';
    if (mode.selective)
        line = requireLine(input, "'Direct' or 'Cartesian'");
    const std::string_view text = trimmed(line);
    if (const auto words = splitWords(text); !words.empty() && parseDouble(words[0]))
        input.fail("expected 'Direct' or 'Cartesian', found " + inQuotes(text));
    mode.cartesian = !text.empty() && std::string_view("CcKk").find(text.front()) != std::string_view::npos;
    if (!mode.cartesian && letter(line) != 'D' && letter(line) != 'd')
        notes.add(input.lineNumber(), "coordinates are read as direct: " + inQuotes(text) + " begins with none of C, c, K and k",
                  Severity::Note);
    return mode;
}

/// "T", ".TRUE.", "f"; nothing for what is no flag.
std::optional<bool> flagFrom(std::string_view word)
{
    const char first = word.empty() ? '\0' : word[word.front() == '.' && word.size() > 1 ? 1 : 0];
    if (first == 'T' || first == 't')
        return true;
    return first == 'F' || first == 'f' ? std::optional(false) : std::nullopt;
}

void readFlags(TextInput& input, const Words& words, std::string_view line, std::vector<double>& free)
{
    for (std::size_t i = 3; i < 6; ++i) {
        const auto flag = i < words.size() ? flagFrom(words[i]) : std::nullopt;
        if (!flag)
            input.fail("expected three coordinates and three flags T or F (selective dynamics), found "
                       + inQuotes(trimmed(line)));
        free.push_back(*flag ? 1 : 0);
    }
}

std::optional<int> labelAt(const Words& words, std::size_t index)
{
    while (index < words.size() && (words[index] == "#" || words[index] == "!"))
        ++index;
    return index < words.size() ? speciesOfLabel(words[index]) : std::nullopt;
}

Sites readSites(TextInput& input, const VaspHeader& header, Mode mode)
{
    Sites sites;
    std::vector<double> positions;
    std::string_view line;
    const long long count = header.atomCount();
    for (long long i = 0; i < count; ++i) {
        if (!input.next(line) || trimmed(line).empty())
            input.fail("expected " + std::to_string(count) + " positions, found " + std::to_string(i));
        Eigen::Vector3d point;
        requireNumbers(input, line, {point.data(), 3}, "three coordinates");
        const Words words = splitWords(line);
        if (mode.selective)
            readFlags(input, words, line, sites.free);
        if (const auto label = labelAt(words, mode.selective ? 6 : 3))
            sites.labels.push_back(*label);
        const Eigen::Vector3d position
            = mode.cartesian ? point.cwiseProduct(header.scale) : Eigen::Vector3d(header.vectors.transpose() * point);
        positions.insert(positions.end(), position.begin(), position.end());
    }
    sites.positions = Eigen::Map<const Eigen::Matrix3Xd>(positions.data(), 3, count);
    return sites;
}

/// Velocities and what VASP notes for its predictor-corrector stand behind the positions.
void noteTheRest(TextInput& input, ImportNotes& notes)
{
    std::string_view line;
    while (input.next(line))
        if (!trimmed(line).empty())
            return notes.add(input.lineNumber(), "what stands behind the positions (velocities) is not kept");
}

} // namespace

Dataset readPoscar(TextInput& input, const ReadOptions& options)
{
    const std::string comment(trimmed(requireLine(input, "a comment line")));
    const VaspHeader header = readVaspHeader(input, comment, requireLine(input, "the scale factor"));
    ImportNotes notes(input.path());
    const Mode mode = readMode(input, notes);
    if (header.atomCount() < 1 || header.atomCount() > kMostAtomsInFile)
        input.fail("expected at least 1 and at most " + std::to_string(kMostAtomsInFile) + " atoms, found "
                   + std::to_string(header.atomCount()));
    Sites sites = readSites(input, header, mode);

    Structure structure;
    structure.cell = Cell {header.vectors};
    structure.positions = std::move(sites.positions);
    structure.species = vaspSpecies(header, sites.labels, options, input.path(), notes);
    noteTheRest(input, notes);
    const std::string stem = lowerCase(fileStem(input.path()));
    if (stem == "poscar" || stem == "contcar") // says nothing; the comment line is the title
        structure.name = header.comment;
    Dataset dataset;
    dataset.structures.push_back(std::move(structure));
    if (mode.selective)
        dataset.properties.push_back({"move_mask", "", AtomNumbers {3, {std::move(sites.free)}}});
    dataset.messages = notes.take();
    return dataset;
}

} // namespace mbtr
