#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/import_notes.h"
#include "core/io/readers.h"
#include "core/io/species_word.h"
#include "core/io/text_input.h"

#include "core/chemistry/element.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace mbtr {

namespace {

using Words = std::vector<std::string_view>;

constexpr long long kMostAtoms = 100'000'000;

struct Poscar {
    std::string comment;
    Eigen::Matrix3d vectors;       ///< rows, angstrom
    Eigen::Vector3d scale;         ///< of Cartesian coordinates
    std::vector<long long> counts; ///< atoms of each element
    std::vector<int> elements;     ///< one a count; empty where the file does not say (VASP 4)
    std::vector<int> labels;       ///< elements at the ends of the atom lines; used where there is one for each atom
    bool selective = false;
    bool cartesian = false;
};

std::string_view nextLine(TextInput& input, const char* expected)
{
    std::string_view line;
    if (!input.next(line))
        input.fail(std::string("expected ") + expected + ", the file ends here");
    return line;
}

Eigen::Vector3d vectorFrom(TextInput& input, const Words& words, std::string_view line, const char* expected)
{
    Eigen::Vector3d vector;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto number = i < words.size() ? parseDouble(words[i]) : std::nullopt;
        if (!number || !std::isfinite(*number))
            input.fail(std::string("expected ") + expected + ", found " + inQuotes(trimmed(line)));
        vector[static_cast<Eigen::Index>(i)] = *number;
    }
    return vector;
}

/// One factor, a negative one that stands for the volume (angstrom^3), or three for x, y and z.
Eigen::Vector3d scaleFrom(TextInput& input)
{
    const std::string_view line = nextLine(input, "the scale factor");
    const Words words = splitWords(line);
    const auto number = words.empty() ? std::nullopt : parseDouble(words[0]);
    if (!number || !std::isfinite(*number) || *number == 0)
        input.fail("expected a scale factor other than 0, found " + inQuotes(trimmed(line)));
    if (words.size() < 3 || !parseDouble(words[1]) || !parseDouble(words[2]))
        return Eigen::Vector3d::Constant(*number);
    const Eigen::Vector3d scale = vectorFrom(input, words, line, "three scale factors");
    if (scale.minCoeff() <= 0)
        input.fail("three scale factors must be larger than 0, found " + inQuotes(trimmed(line)));
    return scale;
}

void readCell(TextInput& input, Poscar& poscar)
{
    poscar.scale = scaleFrom(input);
    for (int row = 0; row < 3; ++row) {
        const std::string_view line = nextLine(input, "a cell vector");
        poscar.vectors.row(row) = vectorFrom(input, splitWords(line), line, "the three numbers of a cell vector");
    }
    if (poscar.scale[0] < 0)
        poscar.scale.setConstant(std::cbrt(-poscar.scale[0] / Cell {poscar.vectors}.volume()));
    poscar.vectors *= poscar.scale.asDiagonal();
    if (!isUsable({poscar.vectors}))
        input.fail("the three cell vectors above span no volume");
}

/// "Na_pv" and "O/4f2b.." are names of pseudopotentials.
int elementFrom(TextInput& input, std::string_view word)
{
    const auto species = speciesOf(word.substr(0, word.find_first_of("_/")));
    if (!species || parseInteger(word))
        input.fail("expected element symbols, found " + inQuotes(word));
    return *species;
}

void readCounts(TextInput& input, Poscar& poscar)
{
    std::string_view line = nextLine(input, "element symbols or numbers of atoms");
    Words words = splitWords(line);
    if (words.empty())
        input.fail("expected element symbols or numbers of atoms, found an empty line");
    if (!parseInteger(words[0])) {
        for (const auto word : words)
            poscar.elements.push_back(elementFrom(input, word));
        line = nextLine(input, "the numbers of atoms");
        words = splitWords(line);
    }
    for (const auto word : words) {
        if (word.front() == '!' || word.front() == '#')
            break;
        const auto count = parseInteger(word);
        if (!count || *count < 0 || *count > kMostAtoms)
            input.fail("expected the numbers of atoms, found " + inQuotes(trimmed(line)));
        poscar.counts.push_back(*count);
    }
    if (!poscar.elements.empty() && poscar.elements.size() != poscar.counts.size())
        input.fail("expected " + std::to_string(poscar.elements.size()) + " numbers of atoms, one an element, found "
                   + std::to_string(poscar.counts.size()));
}

void readMode(TextInput& input, Poscar& poscar)
{
    const auto letter = [&](std::string_view line) { return trimmed(line).empty() ? '\0' : trimmed(line).front(); };
    std::string_view line = nextLine(input, "'Direct' or 'Cartesian'");
    poscar.selective = letter(line) == 'S' || letter(line) == 's';
    if (poscar.selective)
        line = nextLine(input, "'Direct' or 'Cartesian'");
    const std::string_view known = "CcKkDd";
    if (known.find(letter(line)) == std::string_view::npos || letter(line) == '\0')
        input.fail("expected 'Direct' or 'Cartesian', found " + inQuotes(trimmed(line)));
    poscar.cartesian = known.find(letter(line)) < 4;
}

bool isFlag(std::string_view word)
{
    const char first = word.empty() ? '\0' : word[word.front() == '.' && word.size() > 1 ? 1 : 0];
    return first == 'T' || first == 't' || first == 'F' || first == 'f';
}

void checkFlags(TextInput& input, const Words& words, std::string_view line)
{
    for (std::size_t i = 3; i < 6; ++i)
        if (i >= words.size() || !isFlag(words[i]))
            input.fail("expected three coordinates and three flags T or F (selective dynamics), found " + inQuotes(trimmed(line)));
}

std::optional<int> labelAt(const Words& words, std::size_t index)
{
    while (index < words.size() && (words[index] == "#" || words[index] == "!"))
        ++index;
    return index < words.size() ? speciesOfLabel(words[index]) : std::nullopt;
}

Eigen::Matrix3Xd readPositions(TextInput& input, Poscar& poscar)
{
    const long long count = std::accumulate(poscar.counts.begin(), poscar.counts.end(), 0LL);
    if (count < 1 || count > kMostAtoms)
        input.fail("expected at least 1 and at most " + std::to_string(kMostAtoms) + " atoms, found " + std::to_string(count));
    std::vector<double> positions;
    std::string_view line;
    for (long long i = 0; i < count; ++i) {
        if (!input.next(line) || trimmed(line).empty())
            input.fail("expected " + std::to_string(count) + " positions, found " + std::to_string(i));
        const Words words = splitWords(line);
        const Eigen::Vector3d point = vectorFrom(input, words, line, "three coordinates");
        if (poscar.selective)
            checkFlags(input, words, line);
        if (const auto label = labelAt(words, poscar.selective ? 6 : 3))
            poscar.labels.push_back(*label);
        const Eigen::Vector3d position
            = poscar.cartesian ? point.cwiseProduct(poscar.scale) : Eigen::Vector3d(poscar.vectors.transpose() * point);
        positions.insert(positions.end(), position.begin(), position.end());
    }
    return Eigen::Map<const Eigen::Matrix3Xd>(positions.data(), 3, count);
}

/// The elements of a formula ("Mn12", "BN", "LiCoO2"); empty for anything else.
std::vector<int> elementsOfFormula(std::string_view word)
{
    const auto isLower = [&](std::size_t i) { return i < word.size() && word[i] >= 'a' && word[i] <= 'z'; };
    std::vector<int> elements;
    std::size_t i = 0;
    while (i < word.size()) {
        const std::size_t length = isLower(i + 1) ? 2 : 1;
        const auto species = word[i] >= 'A' && word[i] <= 'Z' ? speciesOf(word.substr(i, length)) : std::nullopt;
        if (!species)
            return {};
        elements.push_back(*species);
        i += length;
        while (i < word.size() && word[i] >= '0' && word[i] <= '9')
            ++i;
    }
    return elements;
}

std::vector<int> elementsOfComment(const std::string& comment)
{
    std::vector<int> elements;
    for (const auto word : splitWords(comment))
        for (const int species : elementsOfFormula(word))
            elements.push_back(species);
    return elements;
}

std::vector<int> repeated(const std::vector<int>& elements, const std::vector<long long>& counts)
{
    std::vector<int> species;
    for (std::size_t i = 0; i < counts.size(); ++i)
        species.insert(species.end(), static_cast<std::size_t>(counts[i]), elements[i]);
    return species;
}

std::string symbols(const std::vector<int>& elements)
{
    std::string text;
    for (const int species : elements)
        text += (text.empty() ? "" : ", ") + std::string(elementSymbol(species));
    return text;
}

/// VASP 4 files do not say the elements; they may stand at the line ends or in the comment.
std::vector<int> speciesOfAtoms(TextInput& input, const Poscar& poscar, std::size_t atomCount, ImportNotes& notes)
{
    if (!poscar.elements.empty())
        return repeated(poscar.elements, poscar.counts);
    if (poscar.labels.size() == atomCount) {
        notes.add(0, "has no line of element symbols; they are taken from the ends of the atom lines");
        return poscar.labels;
    }
    const auto elements = elementsOfComment(poscar.comment);
    if (elements.size() != poscar.counts.size())
        throw FileError(input.path(), 6, "the elements are missing (VASP 4 format): expected a line of " + std::to_string(poscar.counts.size())
                            + (poscar.counts.size() == 1 ? " element symbol" : " element symbols") + " above the numbers of atoms");
    notes.add(1, "has no line of element symbols; they are taken from the comment: " + symbols(elements));
    return repeated(elements, poscar.counts);
}

} // namespace

Dataset readPoscar(TextInput& input)
{
    Poscar poscar;
    poscar.comment = trimmed(nextLine(input, "a comment line"));
    readCell(input, poscar);
    readCounts(input, poscar);
    readMode(input, poscar);

    ImportNotes notes(input.path());
    Structure structure;
    structure.cell = Cell {poscar.vectors};
    structure.positions = readPositions(input, poscar);
    structure.species = speciesOfAtoms(input, poscar, static_cast<std::size_t>(structure.positions.cols()), notes);
    const std::string stem = lowerCase(fileStem(input.path()));
    if (stem == "poscar" || stem == "contcar") // says nothing; the comment line is the title
        structure.name = poscar.comment;
    Dataset dataset;
    dataset.structures.push_back(std::move(structure));
    dataset.messages = notes.take();
    return dataset;
}

} // namespace mbtr
