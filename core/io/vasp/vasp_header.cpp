#include "core/io/vasp/vasp_header.h"

#include "core/base/text.h"
#include "core/chemistry/cell.h"
#include "core/chemistry/element.h"
#include "core/io/line_words.h"
#include "core/io/text_input.h"
#include "core/io/words/letters.h"
#include "core/io/words/species_word.h"

#include <cmath>
#include <numeric>

namespace mbtr {

namespace {

/// One factor, a negative one that stands for the volume (angstrom^3), or three for x, y and z.
Eigen::Vector3d scaleFrom(TextInput& input, std::string_view line)
{
    const auto words = splitWords(line);
    const auto number = words.empty() ? std::nullopt : parseDouble(words[0]);
    if (!number || !std::isfinite(*number) || *number == 0)
        input.fail("expected a scale factor other than 0, found " + inQuotes(trimmed(line)));
    if (words.size() < 3 || !parseDouble(words[1]) || !parseDouble(words[2]))
        return Eigen::Vector3d::Constant(*number);
    Eigen::Vector3d scale;
    requireNumbers(input, line, {scale.data(), 3}, "three scale factors");
    if (scale.minCoeff() <= 0)
        input.fail("three scale factors must be larger than 0, found " + inQuotes(trimmed(line)));
    return scale;
}

void readCell(TextInput& input, VaspHeader& header)
{
    for (int row = 0; row < 3; ++row) {
        const std::string_view line = requireLine(input, "a cell vector");
        Eigen::Vector3d vector;
        requireNumbers(input, line, {vector.data(), 3}, "the three numbers of a cell vector");
        header.vectors.row(row) = vector;
    }
    if (header.scale[0] < 0)
        header.scale.setConstant(std::cbrt(-header.scale[0] / Cell {header.vectors}.volume()));
    header.vectors *= header.scale.asDiagonal();
    if (!isUsable({header.vectors}))
        input.fail("the three cell vectors above span no volume");
}

/// Names of pseudopotentials begin with the symbol: "Na_pv", "Fe_sv_GW", "O/4f2b..", "H.75" and "H1.25" of fractional charge.
/// https://www.vasp.at/wiki/index.php/Available_pseudopotentials
int elementFrom(TextInput& input, std::string_view word, VaspHeader& header)
{
    const auto symbol = leadingLetters(word);
    const auto rest = word.substr(symbol.size());
    const bool isFractional = !rest.empty() && (rest[0] == '.' || parseDouble(rest.substr(0, rest.find_first_of("_/"))));
    const auto species = speciesOf(symbol);
    if (!species || !(rest.empty() || isFractional || rest[0] == '_' || rest[0] == '/'))
        input.fail("expected element symbols, found " + inQuotes(word));
    if (isFractional)
        header.fractional = word;
    if (isIsotope(symbol))
        header.isotope = true;
    return *species;
}

void readCounts(TextInput& input, VaspHeader& header)
{
    std::string_view line = requireLine(input, "element symbols or numbers of atoms");
    auto words = splitWords(line);
    if (words.empty())
        input.fail("expected element symbols or numbers of atoms, found an empty line");
    if (!parseInteger(words[0])) {
        for (const auto word : words)
            header.elements.push_back(elementFrom(input, word, header));
        line = requireLine(input, "the numbers of atoms");
        words = splitWords(line);
    }
    for (const auto word : words) {
        if (word.front() == '!' || word.front() == '#')
            break;
        const auto count = parseInteger(word);
        if (!count || *count < 0 || *count > kMostAtomsInFile)
            input.fail("expected the numbers of atoms, found " + inQuotes(trimmed(line)));
        header.counts.push_back(*count);
    }
    if (!header.elements.empty() && header.elements.size() != header.counts.size())
        input.fail("expected " + std::to_string(header.elements.size()) + " numbers of atoms, one an element, found "
                   + std::to_string(header.counts.size()));
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

std::string symbols(const std::vector<int>& elements)
{
    std::string text;
    for (const int species : elements)
        text += (text.empty() ? "" : ", ") + std::string(elementSymbol(species));
    return text;
}

std::vector<std::string> namesOfSpecies(const VaspHeader& header)
{
    std::vector<std::string> names;
    for (const long long count : header.counts)
        names.push_back(counted(count, "atom", "atoms"));
    return names;
}

std::vector<int> repeated(const VaspHeader& header, const std::vector<int>& elements, const std::string& path)
{
    return elementsOfAtoms({.elements = elements, .lengthUnit = {}}, header.counts, path);
}

} // namespace

long long VaspHeader::atomCount() const
{
    return std::accumulate(counts.begin(), counts.end(), 0LL);
}

VaspHeader readVaspHeader(TextInput& input, std::string comment, std::string_view scaleLine)
{
    VaspHeader header;
    header.comment = std::move(comment);
    header.scale = scaleFrom(input, scaleLine);
    readCell(input, header);
    readCounts(input, header);
    return header;
}

std::vector<int> vaspSpecies(const VaspHeader& header, const std::vector<int>& labels, const ReadOptions& options,
                             const std::string& path, ImportNotes& notes)
{
    if (!header.fractional.empty())
        notes.add(6, inQuotes(header.fractional) + ", a pseudopotential of fractional charge, is read as its element");
    if (header.isotope)
        notes.add(6, kIsotopesAreHydrogen, Severity::Note);
    if (!header.elements.empty())
        return repeated(header, header.elements, path);
    if (!options.elements.empty())
        return repeated(header, options.elements, path);
    if (static_cast<long long>(labels.size()) == header.atomCount()) {
        notes.add(0, "has no line of element symbols; they are taken from the ends of the atom lines");
        return labels;
    }
    const auto elements = elementsOfComment(header.comment);
    if (elements.size() == header.counts.size()) {
        notes.add(1, "has no line of element symbols; they are taken from the comment: " + symbols(elements));
        return repeated(header, elements, path);
    }
    throw MissingElements(path, 6,
                          "the elements are missing (VASP 4 format): expected a line of "
                              + counted(static_cast<long long>(header.counts.size()), "element symbol", "element symbols")
                              + " above the numbers of atoms",
                          namesOfSpecies(header));
}

} // namespace mbtr
