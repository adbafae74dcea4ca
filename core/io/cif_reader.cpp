#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/cif_block.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"

namespace mbtr {

namespace {

constexpr std::size_t kMostAtoms = 10'000'000;

Structure moleculeFrom(const CifBlock& block)
{
    Structure structure;
    structure.cell = block.cell;
    structure.positions.resize(3, static_cast<Eigen::Index>(block.sites.size()));
    for (std::size_t i = 0; i < block.sites.size(); ++i) {
        structure.species.push_back(block.sites[i].species);
        structure.positions.col(static_cast<Eigen::Index>(i)) = block.sites[i].fractional;
    }
    return structure;
}

void noteOccupancies(const CifBlock& block, ImportNotes& notes)
{
    std::string labels;
    int count = 0;
    long line = 0;
    for (const CrystalSite& site : block.sites) {
        if (site.occupancy >= 0.999)
            continue;
        if (++count <= 5)
            labels += (count == 1 ? "" : ", ") + site.label + " " + toText(site.occupancy);
        line = line > 0 ? line : site.line;
    }
    if (count > 0)
        notes.add(line, std::to_string(count) + (count == 1 ? " site is" : " sites are") + " partly occupied (" + labels
                      + (count > 5 ? ", .." : "") + "); taken as full");
}

Structure structureFrom(const CifBlock& block, const std::string& path, ImportNotes& notes)
{
    noteOccupancies(block, notes);
    if (block.cartesian)
        return moleculeFrom(block);
    if (!block.cell)
        throw FileError(path, block.line, "fractional coordinates need a cell; _cell_length_a and the like are missing");
    if (block.sites.size() * block.operations.size() > kMostAtoms)
        throw FileError(path, block.line, "more than " + std::to_string(kMostAtoms) + " atoms after applying the symmetry");
    return expandSites(*block.cell, block.sites, block.operations, notes);
}

} // namespace

Dataset readCif(TextInput& input)
{
    ImportNotes notes(input.path());
    const auto blocks = parseCif(input.takeAll(), input.path(), notes);
    if (blocks.empty())
        throw FileError(input.path(), 0, "holds no atoms: expected a loop with _atom_site_fract_x, _y and _z");
    Dataset dataset;
    for (const CifBlock& block : blocks) {
        Structure structure = structureFrom(block, input.path(), notes);
        if (blocks.size() > 1)
            structure.name = block.name;
        dataset.structures.push_back(std::move(structure));
    }
    dataset.messages = notes.take();
    return dataset;
}

} // namespace mbtr
