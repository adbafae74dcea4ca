#include "core/base/error.h"
#include "core/base/text.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/crystals_and_proteins/cif_block.h"
#include "core/io/finish_dataset.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"
#include "core/io/words/atom_labels.h"
#include "core/io/words/formal_charges.h"

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
        notes.add(line,
                  std::to_string(count) + (count == 1 ? " site is" : " sites are") + " partly occupied (" + labels
                      + (count > 5 ? ", .." : "") + "); taken as full");
}

Structure structureFrom(const CifBlock& block, const std::string& path, ImportNotes& notes, const Progress& progress)
{
    noteOccupancies(block, notes);
    if (block.cartesian)
        return moleculeFrom(block);
    if (!block.cell)
        throw FileError(path, block.line, "fractional coordinates need a cell; _cell_length_a and the like are missing");
    if (block.sites.size() * block.operations.size() > kMostAtoms)
        throw FileError(path, block.line, "more than " + std::to_string(kMostAtoms) + " atoms after applying the symmetry");
    return expandSites(*block.cell, block.sites, block.operations, notes, progress);
}

/// Every model of a block as a block of its own; the models stand one after the other.
std::vector<CifBlock> modelsOf(CifBlock block)
{
    std::vector<CifBlock> models;
    std::vector<CrystalSite> sites = std::move(block.sites);
    for (std::size_t begin = 0; begin < sites.size();) {
        std::size_t end = begin;
        while (end < sites.size() && sites[end].model == sites[begin].model)
            ++end;
        block.sites.assign(std::make_move_iterator(sites.begin() + static_cast<std::ptrdiff_t>(begin)),
                           std::make_move_iterator(sites.begin() + static_cast<std::ptrdiff_t>(end)));
        models.push_back(block);
        begin = end;
    }
    return models;
}

void add(const CifBlock& block, bool named, TextInput& input, ImportNotes& notes, DatasetBuilder& builder)
{
    Structure structure = structureFrom(block, input.path(), notes, input.progress());
    if (named)
        structure.name = block.name;
    std::vector<double> charges;
    AtomLabels labels;
    if (block.cartesian) {
        structure.bonds = block.bonds;
        for (const CrystalSite& site : block.sites) {
            charges.push_back(site.charge);
            labels.add({.name = site.name,
                        .residue = site.residue,
                        .number = site.residueNumber,
                        .insertion = site.insertion,
                        .chain = site.chain},
                       site.species);
        }
    }
    builder.add(std::move(structure));
    setFormalCharges(builder, std::move(charges));
    labels.moveTo(builder);
}

} // namespace

Dataset readCif(TextInput& input)
{
    ImportNotes notes(input.path());
    auto blocks = parseCif(input.takeAll(), input.path(), notes, input.progress());
    if (blocks.empty())
        throw FileError(input.path(), 0, "holds no atoms: expected a loop with _atom_site_fract_x, _y and _z");
    DatasetBuilder builder;
    const bool several = blocks.size() > 1;
    for (CifBlock& block : blocks)
        for (const CifBlock& model : modelsOf(std::move(block)))
            add(model, several, input, notes, builder);
    Dataset dataset = finishDataset(builder, notes);
    setUnitOfFormalCharges(dataset);
    return dataset;
}

} // namespace mbtr
