#include "core/io/write_dataset.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/detect_format.h"
#include "core/io/format.h"
#include "core/io/formal_charges.h"
#include "core/io/gzip_buffer.h"
#include "core/io/writers.h"

#include <algorithm>
#include <ostream>

namespace mbtr {

namespace {

/// Of the properties that the format cannot hold.
std::string lostNames(const Dataset& dataset, const Format& format, bool perAtom)
{
    const auto isKept = [&](const Property& property) {
        return (format.holdsFormalCharges && isFormalCharge(property)) || (format.id == "pdb" && property.name == "b_factor");
    };
    std::string names;
    for (const Property& property : dataset.properties)
        if (property.isPerAtom() == perAtom && !isKept(property))
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
    const auto lose = [&](const std::string& what) { losses.push_back({.path = path, .text = format.name + " cannot hold " + what}); };
    const long cells = countIf(dataset, [](const Structure& structure) { return structure.cell.has_value(); });
    if (!format.holdsCell && cells > 0)
        lose("the cell of " + std::to_string(cells) + (cells == 1 ? " structure" : " structures"));
    const long partly = countIf(dataset, [](const Structure& structure) { return structure.cell && structure.cell->dimension() < 3; });
    if (!format.holdsMolecules && partly > 0)
        lose("directions that are not periodic, which " + std::to_string(partly) + (partly == 1 ? " structure has" : " structures have"));
    const std::string structureProperties = lostNames(dataset, format, false);
    const bool isComment = (format.id == "xyz" || format.id == "mol") && structureProperties == "comment";
    if (!format.holdsStructureProperties && !structureProperties.empty() && !isComment)
        lose("the properties of structures: " + structureProperties);
    if (const std::string names = lostNames(dataset, format, true); !format.holdsAtomProperties && !names.empty())
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
    return {};
}

void writeAs(const Format& format, const Dataset& dataset, std::ostream& out, Messages& messages)
{
    if (format.id == "extxyz")
        writeExtendedXyz(dataset, out, messages);
    else if (format.id == "xyz")
        writePlainXyz(dataset, out);
    else if (format.id == "poscar")
        writePoscar(dataset, out, messages);
    else if (format.id == "sdf")
        writeSdf(dataset, out, messages);
    else if (format.id == "mol")
        writeMol(dataset, out, messages);
    else if (format.id == "pdb")
        writePdb(dataset, out, messages);
    else if (format.id == "mmcif")
        writeMmcif(dataset, out, messages);
    else
        writeCif(dataset, out, messages);
}

void writeCompressed(const Format& format, const Dataset& dataset, std::ostream& out, Messages& messages)
{
    GzipBuffer buffer(out);
    std::ostream stream(&buffer);
    writeAs(format, dataset, stream, messages);
    if (!buffer.finish() || !stream)
        out.setstate(std::ios::badbit);
}

} // namespace

const Format& formatToWrite(const std::string& path)
{
    const std::string suffix = formatSuffix(path);
    for (const Format& format : formats()) {
        if (format.canWrite && std::find(format.suffixes.begin(), format.suffixes.end(), suffix) != format.suffixes.end())
            return format;
    }
    throw FileError(path, 0, "no format is known for this name; use one of " + writableSuffixes());
}

Messages writeDataset(const Dataset& dataset, const std::string& path)
{
    const Format& format = formatToWrite(path);
    if (const std::string refusal = refusalOf(dataset, format); !refusal.empty())
        throw FileError(path, 0, "cannot be written: " + refusal);
    Messages messages = lossesOf(dataset, format, path);
    const bool compressed = lowerCase(path).ends_with(".gz");
    writeWhole(path, [&](std::ostream& out) {
        compressed ? writeCompressed(format, dataset, out, messages) : writeAs(format, dataset, out, messages);
    });
    for (Message& message : messages)
        message.path = path;
    return messages;
}

} // namespace mbtr
