#include "core/io/json/json_readers.h"

#include "core/base/text.h"
#include "core/io/finish_dataset.h"
#include "core/io/json/json_input.h"
#include "core/io/words/species_word.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace mbtr {

namespace {

constexpr double kFull = 0.999;

std::string symbolOf(const Json& species)
{
    const Json* element = species.is_object() ? memberOf(species, "element") : &species;
    return element && element->is_string() ? element->get<std::string>() : std::string();
}

double occupancyOf(const Json& species)
{
    const Json* occupancy = memberOf(species, "occu");
    return occupancy && occupancy->is_number() ? occupancy->get<double>() : 1;
}

class PymatgenReader : public JsonStructures {
public:
    explicit PymatgenReader(const std::string& path)
        : m_notes(path)
    {
    }

    /// A structure, or an entry that holds one.
    void take(const Json& json, const JsonPlace& place) override
    {
        const Json* inner = memberOf(json, "structure");
        if (!inner)
            inner = memberOf(json, "molecule");
        if (!inner)
            return readStructure(json, place);
        readStructure(*inner, place.at("structure"));
        for (const auto& [key, value] : json.items())
            if (!key.starts_with('@') && (value.is_number() || value.is_string() || value.is_boolean()))
                set(key, value);
    }

    Dataset finish(const Json&) override
    {
        Dataset dataset = finishDataset(m_builder, m_notes);
        for (Property& property : dataset.properties)
            if (property.name == "charge" || property.name == "oxidation_state")
                property.unit = "e";
        return dataset;
    }

private:
    void readStructure(const Json& json, const JsonPlace& place)
    {
        const Json& sites = requireMember(json, "sites", place);
        if (!sites.is_array() || sites.empty())
            place.at("sites").fail("expected a list of sites");
        Structure structure;
        const Json* lattice = memberOf(json, "lattice");
        if (lattice)
            structure.cell = readCell(*lattice, place.at("lattice"));
        structure.positions.resize(3, static_cast<Eigen::Index>(sites.size()));
        for (std::size_t i = 0; i < sites.size(); ++i)
            readSite(sites[i], static_cast<Eigen::Index>(i), structure, place.at("sites").at(i));
        m_builder.add(std::move(structure));
        readSiteValues(sites);
        for (const char* key : {"charge", "spin_multiplicity"})
            if (const Json* value = memberOf(json, key); value && value->is_number())
                set(key, *value);
        if (const Json* properties = memberOf(json, "properties"); properties && properties->is_object())
            for (const auto& [key, value] : properties->items())
                set(key, value);
    }

    void set(const std::string& key, const Json& value)
    {
        if (!setStructureValue(m_builder, key, value))
            m_notes.add(0, inQuotes(key) + " is not kept");
    }

    static std::optional<Cell> readCell(const Json& lattice, const JsonPlace& place)
    {
        const auto vectors = requireNumbers(requireMember(lattice, "matrix", place), 9, "9 numbers", place.at("matrix"));
        std::array periodic {true, true, true};
        if (const Json* pbc = memberOf(lattice, "pbc")) {
            const auto flags = requireNumbers(*pbc, 3, "three of true and false", place.at("pbc"));
            periodic = {flags[0] != 0, flags[1] != 0, flags[2] != 0};
        }
        return cellFrom(vectors, periodic, place.at("matrix"));
    }

    void readSite(const Json& site, Eigen::Index index, Structure& structure, const JsonPlace& place)
    {
        structure.species.push_back(readSpecies(requireMember(site, "species", place), place.at("species")));
        const Json* xyz = memberOf(site, "xyz");
        const Json* abc = memberOf(site, "abc");
        if (!xyz && !(abc && structure.cell))
            place.fail("expected coordinates 'xyz', or 'abc' and a lattice");
        const auto point = requireNumbers(xyz ? *xyz : *abc, 3, "three coordinates", place.at(xyz ? "xyz" : "abc"));
        const Eigen::Vector3d vector(point[0], point[1], point[2]);
        structure.positions.col(index) = xyz ? vector : structure.cell->toCartesian({vector});
    }

    /// The element of a site; of a disordered one, the most frequent.
    int readSpecies(const Json& list, const JsonPlace& place)
    {
        if (!list.is_array() || list.empty())
            place.fail("expected a list of elements");
        const auto most = std::max_element(list.begin(), list.end(),
                                           [](const Json& a, const Json& b) { return occupancyOf(a) < occupancyOf(b); });
        const std::string symbol = symbolOf(*most);
        const auto exact = speciesOf(symbol);
        const auto species = exact ? exact : speciesOfLabel(symbol);
        if (!species)
            place.fail("expected an element symbol, found " + inQuotes(symbol));
        if (list.size() > 1 || occupancyOf(*most) < kFull)
            m_notes.add(
                0, "sites are partly occupied (" + place.where() + "); each is taken as full, with its most frequent element");
        return *species;
    }

    /// Labels, oxidation states and the properties of the sites; of a property all sites must have a value.
    void readSiteValues(const Json& sites)
    {
        std::map<std::string, Json> columns;
        bool labelled = false;
        for (const Json& site : sites) {
            if (const Json* label = memberOf(site, "label"); label && label->is_string()) {
                columns["label"].push_back(*label);
                labelled = labelled || *label != symbolOf(site["species"][0]);
            }
            if (const Json* state = memberOf(site["species"][0], "oxidation_state"))
                columns["oxidation_state"].push_back(*state);
            if (const Json* properties = memberOf(site, "properties"); properties && properties->is_object())
                for (const auto& [key, value] : properties->items())
                    columns[key == "selective_dynamics" ? "move_mask" : key].push_back(value);
        }
        if (!labelled)
            columns.erase("label");
        for (const auto& [key, values] : columns) {
            const bool allMissing = std::all_of(values.begin(), values.end(), [](const Json& value) { return value.is_null(); });
            if (!allMissing && !setAtomValues(m_builder, key, values, static_cast<int>(sites.size())))
                m_notes.add(0, "site property " + inQuotes(key) + " is not kept: it has no value of one kind for every site");
        }
    }

    ImportNotes m_notes;
    DatasetBuilder m_builder;
};

} // namespace

std::unique_ptr<JsonStructures> pymatgenStructures(const std::string& path)
{
    return std::make_unique<PymatgenReader>(path);
}

} // namespace mbtr
