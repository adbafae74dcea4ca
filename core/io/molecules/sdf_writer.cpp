#include "core/base/text.h"
#include "core/io/molecules/molfile_writer.h"
#include "core/io/words/formal_charges.h"
#include "core/io/words/unit_in_name.h"
#include "core/io/writers.h"

#include <algorithm>
#include <cmath>
#include <ostream>

namespace mbtr {

namespace {

constexpr std::size_t kLongestHeader = 80;

std::string headerLine(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 32; }, ' ');
    if (text.starts_with("$$$$"))
        text.insert(0, " ");
    return text.substr(0, kLongestHeader);
}

/// The name with its unit, in the way it is read back.
std::string fieldNameOf(const Property& property, Messages& messages)
{
    std::string name = property.name;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '<' || c == '>' || static_cast<unsigned char>(c) < 32; }, '_');
    if (name != property.name)
        messages.push_back({.text = "property " + inQuotes(property.name) + " is written as " + inQuotes(name)});
    if (property.unit.empty() || splitUnit(name).unit == property.unit)
        return name;
    const std::string withUnit = name + " (" + property.unit + ")";
    if (splitUnit(withUnit).unit != property.unit)
        messages.push_back(
            {.text = "the unit of " + inQuotes(name) + " (" + property.unit + ") is part of its name when read back"});
    return withUnit;
}

std::string valueOf(const Property& property, std::size_t index)
{
    if (const auto* texts = std::get_if<StructureTexts>(&property.values))
        return texts->values[index];
    const auto& numbers = std::get<StructureNumbers>(property.values);
    const auto count = static_cast<std::size_t>(numbers.components);
    std::string text;
    for (std::size_t i = index * count; i < (index + 1) * count; ++i) {
        if (std::isnan(numbers.values[i]))
            return {};
        text += (text.empty() ? "" : " ") + toText(numbers.values[i]);
    }
    return text;
}

/// A blank line ends a data field.
std::string withoutBlankLines(const std::string& text)
{
    std::string result;
    for (const auto line : splitAt(text, '\n'))
        if (!trimmed(line).empty())
            result += (result.empty() ? "" : "\n") + std::string(trimmed(line));
    return result;
}

/// Name, program, comment and the connection table.
void writeMolecule(const Dataset& dataset, std::size_t index, std::ostream& out, ImportNotes& losses)
{
    const Structure& structure = dataset.structures[index];
    const Property* comment = dataset.find("comment");
    const bool hasComment = comment && std::holds_alternative<StructureTexts>(comment->values);
    const bool isFlat = structure.positions.row(2).isZero(0)
        && std::any_of(structure.bonds.begin(), structure.bonds.end(),
                       [](const GivenBond& bond) { return bond.wedge != BondWedge::None; });
    if (structure.name.size() > kLongestHeader)
        losses.add(0, "names are cut to 80 characters");
    out << headerLine(structure.name) << "\n  mbtr                " << (isFlat ? "2D" : "3D") << '\n'
        << (hasComment ? headerLine(valueOf(*comment, index)) : "") << '\n';
    writeMolfile(structure, formalChargesOf(dataset, index), out, losses);
}

} // namespace

void writeSdf(const Dataset& dataset, std::ostream& out, Messages& messages)
{
    ImportNotes losses("");
    std::vector<std::pair<const Property*, std::string>> fields;
    for (const Property& property : dataset.properties)
        if (!property.isPerAtom() && property.name != "comment")
            fields.emplace_back(&property, fieldNameOf(property, messages));
    for (std::size_t i = 0; i < dataset.structures.size(); ++i) {
        writeMolecule(dataset, i, out, losses);
        for (const auto& [property, name] : fields)
            if (const std::string value = withoutBlankLines(valueOf(*property, i)); !value.empty())
                out << "> <" << name << ">\n" << value << "\n\n";
        out << "$$$$\n";
    }
    for (Message& message : losses.take())
        messages.push_back(std::move(message));
}

void writeMol(const Dataset& dataset, std::ostream& out, Messages& messages)
{
    ImportNotes losses("");
    writeMolecule(dataset, 0, out, losses);
    for (Message& message : losses.take())
        messages.push_back(std::move(message));
}

} // namespace mbtr
