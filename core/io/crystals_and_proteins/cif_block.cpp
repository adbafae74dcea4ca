#include "core/io/crystals_and_proteins/cif_block.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/crystals_and_proteins/cif_bonds.h"
#include "core/io/crystals_and_proteins/cif_elements.h"
#include "core/io/crystals_and_proteins/cif_symmetry.h"
#include "core/io/crystals_and_proteins/cif_values.h"

#include <gemmi/cif.hpp>
#include <gemmi/numb.hpp>

#include <cmath>
#include <stdexcept>

namespace mbtr {

namespace {

namespace cif = gemmi::cif;

/// gemmi says "name:line:column: message".
FileError asFileError(const std::string& what, const std::string& path)
{
    const auto parts = splitAt(what, ':');
    const auto line = parts.size() > 1 ? parseInteger(parts[1]) : std::nullopt;
    const auto message = what.find(": ");
    return FileError(path, static_cast<long>(line.value_or(0)),
                     "not a valid CIF: " + (message == std::string::npos ? what : what.substr(message + 2)));
}

/// What the parser fills, and how it learns that nobody wants it any more.
struct WatchedDocument : cif::Document {
    const Progress* progress = nullptr;
    long values = 0;
};

template <typename Rule> struct WatchedAction : cif::Action<Rule> {
};

template <> struct WatchedAction<cif::rules::loop_value> {
    template <typename Input> static void apply(const Input& in, WatchedDocument& document)
    {
        constexpr long kValuesBetweenLooks = 10'000;
        if (++document.values % kValuesBetweenLooks == 0)
            document.progress->throwIfCancelled();
        cif::Action<cif::rules::loop_value>::apply(in, document);
    }
};

cif::Document documentFrom(const std::string& text, const std::string& path, const Progress& progress)
{
    WatchedDocument document;
    document.progress = &progress;
    try {
        gemmi::cif::pegtl::memory_input<> input(text.data(), text.size(), "cif");
        gemmi::cif::pegtl::parse<cif::rules::file, WatchedAction, cif::Errors>(input, document);
        cif::check_for_missing_values(document);
        cif::check_for_duplicates(document);
        return document;
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& error) {
        throw asFileError(error.what(), path);
    }
}

std::optional<Cell> cellOf(cif::Block& block, const std::string& path)
{
    const char* const tags[] = {"length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"};
    double values[6] {};
    for (int i = 0; i < 6; ++i) {
        const std::string underscore = std::string("_cell_") + tags[i], dot = std::string("_cell.") + tags[i];
        const std::string text = cifValueOf(block, {underscore.c_str(), dot.c_str()});
        if (text.empty() && i < 3)
            return std::nullopt;
        values[i] = text.empty() ? 90 : cif::as_number(text); // angles default to 90 by the dictionary
    }
    const Cell cell = cellFromParameters({values[0], values[1], values[2]}, {values[3], values[4], values[5]});
    if (values[0] == 1 && values[1] == 1 && values[2] == 1) // written where there is none: a unit cube
        return std::nullopt;
    if (isUsable(cell) && values[0] > 0 && values[1] > 0 && values[2] > 0)
        return cell;
    std::string found;
    for (const double value : values)
        found += (found.empty() ? "" : " ") + toText(value);
    throw FileError(path, 0,
                    "block " + mbtr::inQuotes(block.name) + ": the cell (lengths and angles " + found + ") spans no volume");
}

struct CoordinateTags {
    const char* prefix;
    const char* label;
    const char* x;
    const char* y;
    const char* z;
    bool cartesian;
};

constexpr CoordinateTags kCoordinateTags[] = {
    {"_atom_site_", "label", "fract_x", "fract_y", "fract_z", false},
    {"_atom_site.", "label", "fract_x", "fract_y", "fract_z", false},
    {"_atom_site_", "label", "Cartn_x", "Cartn_y", "Cartn_z", true},
    {"_atom_site.", "label_atom_id", "Cartn_x", "Cartn_y", "Cartn_z", true},
    {"_chem_comp_atom.", "atom_id", "x", "y", "z", true},
    {"_chem_comp_atom.", "atom_id", "model_Cartn_x", "model_Cartn_y", "model_Cartn_z", true},
};

std::string textIn(const cif::Table::Row& row, int column)
{
    return row.has2(static_cast<std::size_t>(column)) ? cif::as_string(row[static_cast<std::size_t>(column)]) : "";
}

/// Finds out which atoms stand at other than the first of alternative locations their residue has.
class Locations {
public:
    bool isOther(const cif::Table::Row& row)
    {
        const std::string location = textIn(row, 8);
        const std::string residue = textIn(row, 7) + ' ' + textIn(row, 11) + ' ' + textIn(row, 12) + textIn(row, 19);
        if (residue != m_residue)
            m_first.clear();
        m_residue = residue;
        if (m_first.empty())
            m_first = location;
        return !location.empty() && location != m_first;
    }

private:
    std::string m_residue, m_first;
};

/// The names the authors of an mmCIF gave, which are those of the PDB file, before the others.
void takeNames(const cif::Table::Row& row, CrystalSite& site)
{
    const auto first = [&](std::initializer_list<int> columns) {
        for (const int column : columns)
            if (std::string text = textIn(row, column); !text.empty())
                return text;
        return std::string();
    };
    site.name = first({16, 3});
    site.residue = first({17, 13, 14});
    site.chain = first({18, 11});
    site.residueNumber = first({12, 15});
    site.insertion = textIn(row, 19);
}

/// Takes one row of the table; nothing, and a note, where it is no atom.
std::optional<CrystalSite> siteFrom(const cif::Table::Row& row, long line, const SiteElements& elements, Locations& locations,
                                    ImportNotes& notes)
{
    CrystalSite site;
    site.model = textIn(row, 7);
    site.charge = std::round(cif::as_number(textIn(row, row.has2(9) ? 9 : 10), 0));
    site.line = line;
    const std::string symbol = row.has2(4) ? cif::as_string(row[4]) : "";
    site.label = row.has2(3) ? cif::as_string(row[3]) : symbol;
    for (int i = 0; i < 3; ++i)
        site.fractional[i] = cif::as_number(row[static_cast<std::size_t>(i)]);
    takeNames(row, site);
    const auto species = elements.elementOf(symbol, site, notes);
    if (row.has2(5))
        site.occupancy = cif::as_number(row[5], 1);
    const std::string group = row.has2(6) ? cif::as_string(row[6]) : "";
    if (!site.fractional.allFinite())
        notes.add(line, "atom " + site.label + " has no coordinates; left out");
    else if (!species)
        notes.add(line, "atom " + site.label + " is of no known element (" + mbtr::inQuotes(symbol) + "); left out");
    else if (site.occupancy <= 0)
        notes.add(line, "atom " + site.label + " has occupancy 0; left out");
    else if (!group.empty() && group != "1" && group != "-1" && parseInteger(group))
        notes.add(line, "disordered: atoms of other groups than 1 are left out");
    else if (locations.isOther(row))
        notes.add(line, "alternative locations: only the first of each residue is read");
    else {
        site.species = *species;
        return site;
    }
    return std::nullopt;
}

SiteElements elementsFor(cif::Block& block, cif::Table& table)
{
    SiteElements elements(cifValueOf(block, {"_chemical_formula_sum", "_chemical_formula.sum"}));
    for (const auto row : table)
        if (!row.has2(4) && row.has2(3))
            elements.lookAt(cif::as_string(row[3]));
    return elements;
}

void readSites(cif::Block& block, CifBlock& result, ImportNotes& notes, const Progress& progress)
{
    constexpr std::size_t kRowsBetweenLooks = 1000;
    for (const CoordinateTags& tags : kCoordinateTags) {
        const std::string label = std::string("?") + tags.label;
        cif::Table table = block.find(tags.prefix,
                                      {tags.x,
                                       tags.y,
                                       tags.z,
                                       label,
                                       "?type_symbol",
                                       "?occupancy",
                                       "?disorder_group",
                                       "?pdbx_PDB_model_num",
                                       "?label_alt_id",
                                       "?pdbx_formal_charge",
                                       "?charge",
                                       "?label_asym_id",
                                       "?auth_seq_id",
                                       "?label_comp_id",
                                       "?comp_id",
                                       "?label_seq_id",
                                       "?auth_atom_id",
                                       "?auth_comp_id",
                                       "?auth_asym_id",
                                       "?pdbx_PDB_ins_code"});
        if (!table.ok() || table.length() == 0)
            continue;
        result.cartesian = tags.cartesian;
        const long line = table.loop_item ? table.loop_item->line_number : 0;
        const SiteElements elements = elementsFor(block, table);
        Locations locations;
        for (const auto row : table) {
            if (auto site = siteFrom(row, line, elements, locations, notes))
                result.sites.push_back(std::move(*site));
            if (result.sites.size() % kRowsBetweenLooks == 0)
                progress.throwIfCancelled();
        }
        return;
    }
}

} // namespace

std::vector<CifBlock> parseCif(const std::string& text, const std::string& path, ImportNotes& notes, const Progress& progress)
{
    cif::Document document = documentFrom(text, path, progress);
    std::vector<CifBlock> blocks;
    for (cif::Block& block : document.blocks) {
        CifBlock result;
        result.name = block.name;
        readSites(block, result, notes, progress);
        if (result.sites.empty())
            continue;
        result.cell = cellOf(block, path);
        result.bonds = bondsOfComponent(block, result.sites, notes);
        if (!result.cartesian)
            result.operations = operationsOf(block, result.cell, result.sites, path, notes);
        else if (result.cell)
            noteSymmetryNotApplied(block, notes);
        blocks.push_back(std::move(result));
    }
    return blocks;
}

} // namespace mbtr
