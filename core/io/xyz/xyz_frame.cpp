#include "core/io/xyz/xyz_frame.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/finish_dataset.h"
#include "core/io/line_words.h"
#include "core/io/text_input.h"
#include "core/io/words/species_word.h"
#include "core/io/xyz/qm9_frame.h"
#include "core/io/xyz/xyz_values.h"
#include "core/io/xyz_dialects.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

using Role = AtomColumn::Role;

std::optional<double> truthNumber(std::string_view word)
{
    if (word == "T" || word == "t" || equalsIgnoringCase(word, "True") || word == "1")
        return 1;
    if (word == "F" || word == "f" || equalsIgnoringCase(word, "False") || word == "0")
        return 0;
    return std::nullopt;
}

/// "Atoms. Timestep: 0" stands above frames of `dump xyz` of LAMMPS ("Atoms" in old ones), which begins a line with the number of
/// the type unless `dump_modify element` names elements. https://docs.lammps.org/dump.html
bool isLammpsComment(std::string_view comment)
{
    return trimmed(comment) == "Atoms" || comment.starts_with("Atoms. Timestep:");
}

/// Keys that are no properties of the structure.
bool isStructural(std::string_view key)
{
    return equalsIgnoringCase(key, "Properties") || equalsIgnoringCase(key, "Lattice") || equalsIgnoringCase(key, "pbc")
        || equalsIgnoringCase(key, "name");
}

} // namespace

XyzFrameReader::XyzFrameReader(TextInput& input, const ReadOptions& options)
    : m_input(input)
    , m_notes(input.path())
    , m_typeElements(options, input.path())
{
}

void XyzFrameReader::read(long long count)
{
    readComment(count);
    chooseColumns();
    readAtoms(count);
    if (m_qm9)
        m_qm9Texts = readQm9Tail(m_input, m_nextCount);
    if (m_hasTypes)
        m_species = m_typeElements.speciesOf(m_types, {});
    m_builder.add(makeStructure());
    if (m_qm9)
        setQm9Properties(m_builder, m_comment, m_qm9Texts, {m_input.path(), m_commentLine});
    else
        setProperties();
    setAtomProperties();
}

void XyzFrameReader::readComment(long long count)
{
    std::string_view line;
    if (!m_input.next(line))
        m_input.fail("expected a comment line and " + std::to_string(count) + " atoms, the file ends here");
    m_comment = line;
    m_commentLine = m_input.lineNumber();
    m_qm9 = isQm9Comment(m_comment);
    if (const auto problem = m_keys.parse(m_comment))
        m_input.fail(*problem);
}

void XyzFrameReader::chooseColumns()
{
    const KeyValue* properties = m_keys.find("Properties");
    m_extended = properties || m_keys.find("Lattice");
    m_anyExtended = m_anyExtended || m_extended;
    m_anyQm9 = m_anyQm9 || m_qm9;
    const std::string_view description = m_qm9 ? kQm9Columns : properties ? properties->value : std::string_view();
    if (description == m_description)
        return;
    try {
        m_columns = description.empty() ? AtomColumns::plain() : AtomColumns::fromDescription(description);
    } catch (const SettingsError& error) {
        m_input.fail(error.what());
    }
    m_description = description;
}

/// Some copies of QM9 leave out the charges behind the positions.
void XyzFrameReader::chooseQm9Columns(std::string_view firstAtom)
{
    if (splitWords(firstAtom).size() != static_cast<std::size_t>(AtomColumns::plain().wordCount))
        return;
    m_columns = AtomColumns::plain();
    m_description = "plain QM9";
}

void XyzFrameReader::readAtoms(long long count)
{
    m_hasTypes = false;
    m_types.clear();
    m_species.clear();
    m_positions.clear();
    m_cellLine.clear();
    m_values.resize(m_columns.columns.size());
    for (auto& values : m_values)
        values.clear();
    m_texts.resize(m_columns.columns.size());
    for (auto& texts : m_texts)
        texts.clear();
    if (count > kMostAtomsInFile)
        m_input.fail("expected at most " + std::to_string(kMostAtomsInFile) + " atoms, found " + std::to_string(count));

    std::string_view line;
    for (long long i = 0; i < count; ++i) {
        if (!m_input.next(line))
            m_input.fail("expected " + std::to_string(count) + " atoms, found " + std::to_string(i)
                         + " before the end of the file");
        if (i == 0 && m_qm9)
            chooseQm9Columns(line);
        if (i == 0 && !m_extended && !m_qm9 && readCellLine(line))
            --i;
        else
            readAtom(line);
    }
}

/// A line of nine numbers before the first atom: the cell vectors, as some files of hhaoyan/mbtr have it.
bool XyzFrameReader::readCellLine(std::string_view line)
{
    if (!m_cellLine.empty())
        return false;
    std::string_view rest = line;
    const std::string_view first = nextWord(rest);
    if (parseInteger(first) || !parseDouble(first))
        return false;
    const auto words = splitWords(line);
    if (words.size() != 9 || !std::all_of(words.begin(), words.end(), [](auto word) { return parseDouble(word).has_value(); }))
        return false;
    for (const auto word : words)
        m_cellLine.push_back(*parseDouble(word));
    m_notes.add(m_input.lineNumber(), "a line of nine numbers before the first atom is taken as the cell vectors",
                Severity::Note);
    return true;
}

std::string_view XyzFrameReader::takeWord(std::string_view& rest, std::string_view line)
{
    const std::string_view word = nextWord(rest);
    if (!word.empty())
        return word;
    if (m_description.empty())
        m_input.fail("expected 'symbol x y z', found " + inQuotes(trimmed(line)));
    m_input.fail("expected " + std::to_string(m_columns.wordCount) + " columns, found " + std::to_string(splitWords(line).size())
                 + " in " + inQuotes(trimmed(line)));
}

void XyzFrameReader::takeSpecies(std::string_view word)
{
    const auto number = parseInteger(word);
    if (number && *number >= 1 && *number <= kMostTypes && isLammpsComment(m_comment)) {
        m_hasTypes = true;
        m_types.push_back(*number);
        return;
    }
    if (m_hasTypes)
        m_input.fail("expected an atom type as in the lines above, found " + inQuotes(word));
    if (isIsotope(word))
        m_notes.add(m_input.lineNumber(), kIsotopesAreHydrogen, Severity::Note);
    if (const auto species = speciesOf(word))
        return m_species.push_back(*species);
    const auto species = speciesOfLabel(word);
    if (!species || parseDouble(word))
        m_input.fail("expected an element symbol or atomic number, found " + inQuotes(word));
    m_notes.add(m_input.lineNumber(), "atom label " + inQuotes(word) + " is taken as " + std::string(elementSymbol(*species)));
    m_species.push_back(*species);
}

double XyzFrameReader::takeNumber(std::string_view word, const AtomColumn& column)
{
    const auto number = column.role == Role::Truth ? truthNumber(word) : parseDouble(word);
    if (!number)
        m_input.fail("column " + inQuotes(column.name) + ": expected " + (column.role == Role::Truth ? "T or F" : "a number")
                     + ", found " + inQuotes(word));
    if (column.role == Role::Position && !std::isfinite(*number))
        m_input.fail("a position must be finite, found " + inQuotes(word));
    return *number;
}

void XyzFrameReader::readAtom(std::string_view line)
{
    std::string_view rest = line;
    for (std::size_t c = 0; c < m_columns.columns.size(); ++c) {
        const AtomColumn& column = m_columns.columns[c];
        auto& values = column.role == Role::Position ? m_positions : m_values[c];
        for (int i = 0; i < column.components; ++i) {
            const std::string_view word = takeWord(rest, line);
            if (column.role == Role::Species)
                takeSpecies(word);
            else if (column.role == Role::Text)
                m_texts[c].emplace_back(word);
            else if (column.role != Role::Skipped)
                values.push_back(takeNumber(word, column));
        }
    }
    if (!m_qm9 && !rest.empty() && !nextWord(rest).empty())
        m_notes.add(m_input.lineNumber(), "further columns of the atom lines are ignored");
}

std::optional<Cell> XyzFrameReader::makeCell()
{
    const KeyValue* lattice = m_keys.find("Lattice");
    const KeyValue* pbc = m_keys.find("pbc");
    const auto periodic = pbc ? periodicityOf(pbc->value) : std::nullopt;
    const auto refuse = [&](const std::string& message) { throw FileError(m_input.path(), m_commentLine, message); };
    if (pbc && !periodic)
        refuse("pbc: expected three of T and F, found " + inQuotes(pbc->value));
    if (!lattice && m_cellLine.empty()) {
        if (periodic && *periodic != std::array {false, false, false})
            m_notes.add(m_commentLine, "pbc without Lattice: read as a molecule");
        return std::nullopt;
    }
    m_numbers = m_cellLine;
    const bool areNumbers = !lattice || numbersOf(*lattice, m_numbers);
    if (areNumbers && m_numbers.size() == 3)
        m_numbers = {m_numbers[0], 0, 0, 0, m_numbers[1], 0, 0, 0, m_numbers[2]};
    if (!areNumbers || m_numbers.size() != 9)
        refuse("Lattice: expected 9 numbers, found " + inQuotes(lattice->value));
    Cell cell;
    cell.vectors = Eigen::Map<const Eigen::Matrix<double, 3, 3, Eigen::RowMajor>>(m_numbers.data());
    cell.periodic = periodic.value_or(std::array {true, true, true});
    completeCell(cell);
    if (isUsable(cell))
        return cell;
    if (cell.isPeriodic())
        refuse("Lattice: the three vectors span no volume: " + inQuotes(lattice ? lattice->value : "the line below"));
    m_notes.add(m_commentLine, "Lattice spans no volume and pbc is F F F: read as a molecule");
    return std::nullopt;
}

Structure XyzFrameReader::makeStructure()
{
    Structure structure;
    if (m_qm9)
        structure.name = qm9Name(m_comment);
    if (const KeyValue* name = m_keys.find("name"); name && !isMissing(name->value))
        structure.name = name->value;
    structure.cell = makeCell();
    structure.species = m_species;
    structure.positions = Eigen::Map<const Eigen::Matrix3Xd>(m_positions.data(), 3, static_cast<Eigen::Index>(m_species.size()));
    return structure;
}

void XyzFrameReader::setProperty(const KeyValue& pair)
{
    const std::string_view value = pair.form == KeyValue::Form::Bare ? "T" : trimmed(pair.value);
    if (pair.form != KeyValue::Form::Strings && isMissing(value))
        return;
    if (pair.form == KeyValue::Form::Strings)
        m_builder.keepTexts(pair.key);
    else if (!isTruth(value)) // what is one truth in every structure the builder finds out
        (areTruths(value) ? m_truths : m_numbersOnly).emplace(pair.key);
    const bool first = numbersOf({pair.key, value, pair.form}, m_numbers) ? m_builder.set(pair.key, m_numbers)
                                                                          : m_builder.set(pair.key, value);
    if (!first)
        m_notes.add(m_commentLine, "key " + inQuotes(pair.key) + " stands twice in the comment line; the last one counts");
}

/// In a plain XYZ file the words that are no key=value are a comment; in an extended one each is a key that is true.
void XyzFrameReader::setProperties()
{
    const auto& pairs = m_keys.pairs();
    const bool allBare
        = std::all_of(pairs.begin(), pairs.end(), [](const KeyValue& pair) { return pair.form == KeyValue::Form::Bare; });
    std::string words = allBare && !m_extended ? std::string(trimmed(m_comment)) : "";
    for (const KeyValue& pair : pairs) {
        if (pair.form == KeyValue::Form::Bare && !m_extended)
            words += allBare ? "" : (words.empty() ? "" : " ") + std::string(pair.key);
        else if (!isStructural(pair.key))
            setProperty(pair);
    }
    if (!words.empty())
        setProperty({"comment", words, KeyValue::Form::Plain});
}

void XyzFrameReader::setAtomProperties()
{
    for (std::size_t c = 0; c < m_columns.columns.size(); ++c) {
        const AtomColumn& column = m_columns.columns[c];
        if (column.role == Role::Number || column.role == Role::Truth) {
            (column.role == Role::Truth ? m_truths : m_numbersOnly).insert(column.name);
            m_builder.setAtoms(column.name, column.components, m_values[c]);
        } else if (column.role == Role::Text)
            m_builder.setAtoms(column.name, m_texts[c]);
    }
}

Dataset XyzFrameReader::finish()
{
    Dataset dataset = finishDataset(m_builder, m_notes);
    for (Property& property : dataset.properties)
        property.isTruth = !m_numbersOnly.contains(property.name) && (property.isTruth || m_truths.contains(property.name));
    if (m_anyQm9)
        setUnits(dataset, kQm9Properties);
    if (m_anyExtended)
        setAseUnits(dataset);
    takeUnitsFromNames(dataset);
    return dataset;
}

} // namespace mbtr
