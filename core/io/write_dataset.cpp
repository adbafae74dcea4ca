#include "core/io/write_dataset.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/io/atom_labels.h"
#include "core/io/detect_format.h"
#include "core/io/formal_charges.h"
#include "core/io/format.h"
#include "core/io/gzip_buffer.h"
#include "core/io/writers.h"
#include "core/io/xyz_dialects.h"

#include <algorithm>
#include <ostream>

namespace mbtr {

namespace {

bool canHold(const Format& format, const Property& property)
{
    if (format.id == "qm9" && isQm9Property(property.name))
        return true;
    if (format.holdsConstraints && property.name == kMoveMask)
        return true;
    if (format.holdsFormalCharges && isFormalCharge(property))
        return true;
    if (format.holdsAtomLabels && isAtomLabel(property))
        return true;
    if ((format.id == "pdb" && property.name == "b_factor")
        || ((format.id == "mol" || format.id == "xyz") && property.name == "comment"))
        return true;
    if (!property.isPerAtom())
        return format.holdsStructureProperties;
    return property.isText() ? format.holdsAtomTexts : format.holdsAtomProperties;
}

/// The names of the properties that the format cannot hold.
std::string lostNames(const Dataset& dataset, const Format& format, bool perAtom)
{
    std::string names;
    for (const Property& property : dataset.properties)
        if (property.isPerAtom() == perAtom && !canHold(format, property))
            names += (names.empty() ? "" : ", ") + property.name;
    return names;
}

long countIf(const Dataset& dataset, bool (*matches)(const Structure&))
{
    return std::count_if(dataset.structures.begin(), dataset.structures.end(), matches);
}

Messages lossesOf(const Dataset& dataset, const Format& format, const std::string& path)
{
    Messages losses;
    const auto lose
        = [&](const std::string& what) { losses.push_back({.path = path, .text = format.name + " cannot hold " + what}); };
    const long cells = countIf(dataset, [](const Structure& structure) { return structure.cell.has_value(); });
    if (!format.holdsCell && cells > 0)
        lose("the cell of " + std::to_string(cells) + (cells == 1 ? " structure" : " structures"));
    const long partly
        = countIf(dataset, [](const Structure& structure) { return structure.cell && structure.cell->dimension() < 3; });
    if (!format.holdsMolecules && partly > 0)
        lose("directions that are not periodic, which " + std::to_string(partly)
             + (partly == 1 ? " structure has" : " structures have"));
    const std::string structureProperties = lostNames(dataset, format, false);
    if (!structureProperties.empty())
        lose("the properties of structures: " + structureProperties);
    if (const std::string names = lostNames(dataset, format, true); !names.empty())
        lose("the properties of atoms: " + names);
    const long bonded = countIf(dataset, [](const Structure& structure) { return !structure.bonds.empty(); });
    if (!format.holdsBonds && bonded > 0)
        lose("the stated bonds of " + std::to_string(bonded) + (bonded == 1 ? " structure" : " structures"));
    return losses;
}

std::string refusalOf(const Dataset& dataset, const Format& format)
{
    if (dataset.structures.empty())
        return "there is no structure to write";
    if (!format.holdsSeveral && dataset.size() > 1)
        return format.name + " holds one structure a file, there are " + std::to_string(dataset.size());
    for (const Structure& structure : dataset.structures)
        if (!format.holdsMolecules && !structure.cell)
            return format.name + " needs a cell, structure " + inQuotes(structure.name) + " has none";
    if (format.id == "xdatcar")
        for (const Structure& structure : dataset.structures)
            if (structure.species != dataset.structures.front().species)
                return format.name + " holds the same atoms in every structure, those of " + inQuotes(structure.name)
                    + " are others than those of " + inQuotes(dataset.structures.front().name);
    return {};
}

void writeCompressed(const Format& format, const Dataset& dataset, std::ostream& out, Messages& messages)
{
    GzipBuffer buffer(out);
    std::ostream stream(&buffer);
    format.write(dataset, stream, messages);
    if (!buffer.finish() || !stream)
        out.setstate(std::ios::badbit);
}

} // namespace

const Format& formatToWrite(const std::string& path)
{
    if (const Format* format = formatOfSuffix(formatSuffix(path)); format && format->write)
        return *format;
    throw FileError(path, 0, "no format is known for this name; use one of " + writableSuffixes());
}

Messages writeDataset(const Dataset& dataset, const std::string& path)
{
    const Format& format = formatToWrite(path);
    if (const std::string refusal = refusalOf(dataset, format); !refusal.empty())
        throw FileError(path, 0, "cannot be written: " + refusal);
    Messages messages = lossesOf(dataset, format, path);
    const bool compressed = lowerCase(path).ends_with(".gz");
    try {
        writeWhole(path, [&](std::ostream& out) {
            compressed ? writeCompressed(format, dataset, out, messages) : format.write(dataset, out, messages);
        });
    } catch (const SettingsError& error) { // what this writer cannot do with these properties
        throw FileError(path, 0, std::string("cannot be written: ") + error.what());
    }
    for (Message& message : messages)
        message.path = path;
    return messages;
}

} // namespace mbtr
