#include "core/io/crystals_and_proteins/cif_bonds.h"

#include "core/base/text.h"

#include <gemmi/cif.hpp>
#include <unordered_map>

namespace mbtr {

namespace {

namespace cif = gemmi::cif;

BondOrder orderFrom(std::string_view word, bool aromatic)
{
    const std::string order = lowerCase(word).substr(0, 4);
    if (aromatic || order == "arom" || order == "delo")
        return BondOrder::Aromatic;
    return order == "sing" ? BondOrder::Single
        : order == "doub"  ? BondOrder::Double
        : order == "trip"  ? BondOrder::Triple
        : order == "quad"  ? BondOrder::Quadruple
                           : BondOrder::Unstated;
}

} // namespace

std::vector<GivenBond> bondsOfComponent(cif::Block& block, const std::vector<CrystalSite>& sites, ImportNotes& notes)
{
    cif::Table table
        = block.find("_chem_comp_bond.", {"atom_id_1", "atom_id_2", "?value_order", "?type", "?pdbx_aromatic_flag", "?aromatic"});
    if (!table.ok() || table.length() == 0)
        return {};
    std::unordered_map<std::string, int> places;
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (!places.emplace(sites[i].label, static_cast<int>(i)).second)
            return {};
    const long line = table.loop_item ? table.loop_item->line_number : 0;
    std::vector<GivenBond> bonds;
    for (const auto row : table) {
        const auto first = places.find(cif::as_string(row[0])), second = places.find(cif::as_string(row[1]));
        if (first == places.end() || second == places.end() || first == second) {
            notes.add(line, "_chem_comp_bond names atoms that are not there; these bonds are left out");
            continue;
        }
        const std::string order = row.has2(2) ? cif::as_string(row[2]) : row.has2(3) ? cif::as_string(row[3]) : "";
        const std::string flag = lowerCase(row.has2(4) ? cif::as_string(row[4]) : row.has2(5) ? cif::as_string(row[5]) : "");
        bonds.push_back({.i = first->second, .j = second->second, .order = orderFrom(order, flag == "y")});
    }
    return bonds;
}

} // namespace mbtr
