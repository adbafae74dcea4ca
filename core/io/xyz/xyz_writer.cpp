#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/words/unit_in_name.h"
#include "core/io/writers.h"
#include "core/io/xyz/xyz_values.h"
#include "core/io/xyz_dialects.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ostream>
#include <span>

namespace mbtr {

namespace {

void appendNumber(std::string& line, double value)
{
    char buffer[32];
    line.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

void appendNumbers(std::string& line, const double* values, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        line += i == 0 ? "" : " ";
        appendNumber(line, values[i]);
    }
}

void appendTruths(std::string& line, std::span<const double> values)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        line += std::string(i == 0 ? "" : " ") + (values[i] != 0 ? "T" : "F");
}

/// Truths that somebody has given other numbers are written as numbers.
bool areTruths(const Property& property, std::span<const double> values)
{
    return property.isTruth && std::all_of(values.begin(), values.end(), [](double value) { return value == 0 || value == 1; });
}

std::string withEscapes(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        if (c == '\n')
            result += "\\n";
        else
            result += c == '\r' ? ' ' : c;
    }
    return result + '"';
}

std::string quotedIfNeeded(std::string_view text)
{
    const bool plain
        = !text.empty() && text.find_first_of(" \t\r\n\v\f\"'=\\{}[],") == std::string_view::npos && !text.ends_with(':');
    return plain ? std::string(text) : withEscapes(text);
}

/// In braces where readers would take the text for numbers or truths: {"1 3 4 5"}, {"T"}.
std::string textValue(std::string_view text)
{
    std::vector<double> numbers;
    const bool misleads
        = numbersOf({"", trimmed(text), KeyValue::Form::Plain}, numbers) || isTruth(trimmed(text)) || isMissing(text);
    return misleads ? "{" + withEscapes(text) + "}" : quotedIfNeeded(text);
}

// What readers, this one among them, take for something else.
const std::vector<std::string_view> kReserved {"name", "Lattice", "Properties", "pbc"};
const std::vector<std::string_view> kReservedForAtoms {"species",  "symbol",  "symbols",        "element",
                                                       "elements", "pos",     "position",       "positions",
                                                       "Z",        "numbers", "atomic_numbers", "atomic_number"};

/// A key for each property: the name, with the unit where readers would take another one or none.
std::string keyFor(const Property& property, Messages& messages)
{
    std::string name = property.name;
    for (const std::string_view reserved : property.isPerAtom() ? kReservedForAtoms : kReserved)
        if (equalsIgnoringCase(name, reserved))
            name += "_";
    if (property.isPerAtom())
        std::replace(name.begin(), name.end(), ':', '_');
    if (name != property.name)
        messages.push_back({.text = "property " + inQuotes(property.name) + " is written as " + inQuotes(name)});

    const auto known = aseUnit(name);
    if (property.unit.empty() && !known.empty()) {
        messages.push_back({.text = "property " + inQuotes(name) + " has no stated unit; other programs take it to be in "
                                + std::string(known)});
        return name;
    }
    if (property.unit == known || property.isText() || splitUnit(name).unit == property.unit)
        return name;
    const std::string withUnit = name + "/" + property.unit;
    if (splitUnit(withUnit).unit == property.unit && splitUnit(withUnit).name == name)
        return withUnit;
    messages.push_back({.text = "the unit of " + inQuotes(name) + " (" + property.unit + ") cannot be written"});
    return name;
}

class ExtendedXyzWriter {
public:
    ExtendedXyzWriter(const Dataset& dataset, std::ostream& out, Messages& messages)
        : m_dataset(dataset)
        , m_out(out)
        , m_messages(messages)
    {
        for (const Property& property : dataset.properties)
            m_keys.push_back(keyFor(property, messages));
    }

    void write(std::size_t index)
    {
        const Structure& structure = m_dataset.structures[index];
        m_line = std::to_string(structure.atomCount()) + "\n";
        addCell(structure);
        addAtomColumns(index);
        if (!structure.name.empty())
            m_line += " name=" + quotedIfNeeded(structure.name);
        for (std::size_t p = 0; p < m_keys.size(); ++p)
            addProperty(m_dataset.properties[p], m_keys[p], index);
        addPeriodicity(structure);
        for (int atom = 0; atom < structure.atomCount(); ++atom)
            addAtom(structure, index, static_cast<std::size_t>(atom));
        m_out << m_line;
    }

private:
    void addCell(const Structure& structure)
    {
        if (!structure.cell)
            return;
        const Eigen::Matrix<double, 3, 3, Eigen::RowMajor> rows = structure.cell->vectors;
        m_line += "Lattice=\"";
        appendNumbers(m_line, rows.data(), 9);
        m_line += "\" ";
    }

    void addPeriodicity(const Structure& structure)
    {
        m_line += " pbc=\"";
        for (std::size_t axis = 0; axis < 3; ++axis)
            m_line += std::string(axis == 0 ? "" : " ") + (structure.cell && structure.cell->periodic[axis] ? "T" : "F");
        m_line += "\"\n";
    }

    static bool writesTruths(const Property& property, std::size_t index)
    {
        return property.name == kMoveMask || areTruths(property, std::get<AtomNumbers>(property.values).values[index]);
    }

    void addAtomColumns(std::size_t index)
    {
        m_atomColumns.clear();
        std::string description = "species:S:1:pos:R:3";
        for (std::size_t p = 0; p < m_keys.size(); ++p) {
            const Property& property = m_dataset.properties[p];
            const auto* numbers = std::get_if<AtomNumbers>(&property.values);
            const auto* texts = std::get_if<AtomTexts>(&property.values);
            if (numbers && !numbers->values[index].empty())
                description
                    += ":" + m_keys[p] + (writesTruths(property, index) ? ":L:" : ":R:") + std::to_string(numbers->components);
            else if (texts && !texts->values[index].empty())
                description += ":" + m_keys[p] + ":S:1";
            else
                continue;
            m_atomColumns.push_back(&property);
        }
        m_line += "Properties=" + quotedIfNeeded(description);
    }

    void addProperty(const Property& property, const std::string& key, std::size_t index)
    {
        if (const auto* texts = std::get_if<StructureTexts>(&property.values)) {
            if (!texts->values[index].empty())
                m_line += " " + quotedIfNeeded(key) + "=" + textValue(texts->values[index]);
        } else if (const auto* numbers = std::get_if<StructureNumbers>(&property.values)) {
            const auto count = static_cast<std::size_t>(numbers->components);
            const double* first = numbers->values.data() + index * count;
            if (std::all_of(first, first + count, [](double value) { return std::isnan(value); }))
                return;
            m_line += " " + quotedIfNeeded(key) + (count > 1 ? "=\"" : "=");
            if (areTruths(property, {first, count}))
                appendTruths(m_line, {first, count});
            else
                appendNumbers(m_line, first, count);
            m_line += count > 1 ? "\"" : "";
        }
    }

    void addAtom(const Structure& structure, std::size_t index, std::size_t atom)
    {
        m_line += elementSymbol(structure.species[atom]);
        m_line += ' ';
        appendNumbers(m_line, structure.positions.col(static_cast<Eigen::Index>(atom)).data(), 3);
        for (const Property* column : m_atomColumns) {
            m_line += ' ';
            if (const auto* texts = std::get_if<AtomTexts>(&column->values))
                addWord(texts->values[index][atom]);
            else
                addNumbers(*column, index, atom);
        }
        m_line += '\n';
    }

    void addNumbers(const Property& property, std::size_t index, std::size_t atom)
    {
        const auto& column = std::get<AtomNumbers>(property.values);
        const auto count = static_cast<std::size_t>(column.components);
        const double* values = column.values[index].data() + atom * count;
        if (writesTruths(property, index))
            appendTruths(m_line, {values, count});
        else
            appendNumbers(m_line, values, count);
    }

    /// A word of an atom line: there are no quotes in these.
    void addWord(std::string text)
    {
        const bool plain = !text.empty() && text.find_first_of(" \t\r\n\v\f") == std::string::npos;
        if (!plain && !m_toldOfBlanks)
            m_messages.push_back({.text = "blanks and missing texts of atoms are written as '_'"});
        m_toldOfBlanks = m_toldOfBlanks || !plain;
        std::replace_if(
            text.begin(), text.end(), [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }, '_');
        m_line += text.empty() ? "_" : text;
    }

    const Dataset& m_dataset;
    std::ostream& m_out;
    std::vector<std::string> m_keys; ///< one a property
    std::vector<const Property*> m_atomColumns;
    Messages& m_messages;
    bool m_toldOfBlanks = false;
    std::string m_line;
};

std::string oneLine(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

} // namespace

void writeExtendedXyz(const Dataset& dataset, std::ostream& out, Messages& messages)
{
    ExtendedXyzWriter writer(dataset, out, messages);
    for (std::size_t i = 0; i < dataset.structures.size(); ++i)
        writer.write(i);
}

void writePlainXyz(const Dataset& dataset, std::ostream& out, Messages&)
{
    const Property* comment = dataset.find("comment");
    const auto* comments = comment ? std::get_if<StructureTexts>(&comment->values) : nullptr;
    for (std::size_t i = 0; i < dataset.structures.size(); ++i) {
        const Structure& structure = dataset.structures[i];
        std::string text = std::to_string(structure.atomCount()) + "\n";
        text += oneLine(comments && !comments->values[i].empty() ? comments->values[i] : structure.name) + "\n";
        for (int atom = 0; atom < structure.atomCount(); ++atom) {
            text += elementSymbol(structure.species[static_cast<std::size_t>(atom)]);
            text += ' ';
            appendNumbers(text, structure.positions.col(atom).data(), 3);
            text += '\n';
        }
        out << text;
    }
}

} // namespace mbtr
