#include "core/io/write_dataset.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/io/detect_format.h"
#include "core/io/format.h"
#include "core/io/gzip_buffer.h"
#include "core/io/words/atom_labels.h"
#include "core/io/words/formal_charges.h"
#include "core/io/writers.h"
#include "core/io/xyz_dialects.h"

#include <algorithm>
#include <optional>
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

constexpr double kVacuum = 10; // angstrom

/// Readers give the directions that are not periodic and have no vector in the file a vector of 1 angstrom.
bool isOpenEnd(const Cell& cell, int axis)
{
    constexpr double kRounding = 1e-6;
    return !cell.periodic[static_cast<std::size_t>(axis)] && cell.vectors.row(axis).norm() < 1 + kRounding;
}

bool hasOpenEnd(const Structure& structure)
{
    return structure.cell && (isOpenEnd(*structure.cell, 0) || isOpenEnd(*structure.cell, 1) || isOpenEnd(*structure.cell, 2));
}

/// Lengthens vectors that would put copies of the atoms into one another where all directions repeat.
void addVacuum(Structure& structure)
{
    for (int axis = 0; axis < 3; ++axis) {
        if (!isOpenEnd(*structure.cell, axis) || structure.atomCount() == 0)
            continue;
        const Eigen::Vector3d along = structure.cell->vectors.row(axis).normalized();
        const Eigen::RowVectorXd heights = along.transpose() * structure.positions;
        structure.cell->vectors.row(axis) = along * (heights.maxCoeff() - heights.minCoeff() + kVacuum);
    }
}

/// The dataset as a format that knows only whole periodicity has to write it; empty where it can stay as it is.
std::optional<Dataset> withVacuum(const Dataset& dataset, const Format& format)
{
    if (format.holdsPeriodicity || !format.holdsCell
        || std::none_of(dataset.structures.begin(), dataset.structures.end(), hasOpenEnd))
        return std::nullopt;
    Dataset changed = dataset;
    for (Structure& structure : changed.structures)
        if (hasOpenEnd(structure))
            addVacuum(structure);
    return changed;
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
    if (format.holdsCell && !format.holdsPeriodicity && partly > 0)
        lose("directions that are not periodic, which " + std::to_string(partly)
             + (partly == 1 ? " structure has" : " structures have"));
    if (format.holdsCell && !format.holdsPeriodicity
        && std::any_of(dataset.structures.begin(), dataset.structures.end(), hasOpenEnd))
        lose("a direction without a length; " + toText(kVacuum) + " angstrom of vacuum are written there");
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
    const auto changed = withVacuum(dataset, format);
    const Dataset& written = changed ? *changed : dataset;
    const bool compressed = lowerCase(path).ends_with(".gz");
    try {
        writeWhole(path, [&](std::ostream& out) {
            compressed ? writeCompressed(format, written, out, messages) : format.write(written, out, messages);
        });
    } catch (const SettingsError& error) { // what this writer cannot do with these properties
        throw FileError(path, 0, std::string("cannot be written: ") + error.what());
    }
    for (Message& message : messages)
        message.path = path;
    return messages;
}

} // namespace mbtr
