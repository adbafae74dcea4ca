#include "core/store/representation_json.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/mbtr/settings_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mbtr {

namespace {

using Json = nlohmann::ordered_json;

Representation fromSettings(const Json& json)
{
    Representation representation;
    representation.mbtr = settingsFromJson(json.dump());
    if (!representation.mbtr.species)
        throw SettingsError("representation", "names no species");
    representation.species = layoutOf(representation.mbtr, *representation.mbtr.species).species;
    return representation;
}

RepresentationKind kindFrom(const std::string& name)
{
    const auto names = representationNames();
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        throw SettingsError("representation", "is " + inQuotes(name));
    return static_cast<RepresentationKind>(found - names.begin());
}

std::vector<double> scalesFrom(const Json& json, std::size_t terms)
{
    auto scales = json.get<std::vector<double>>();
    if (!scales.empty() && scales.size() != terms)
        throw SettingsError("term_scales", "are not one for each term");
    return scales;
}

} // namespace

std::string representationToJson(const Representation& representation)
{
    Json json {{"kind", representationNames()[static_cast<std::size_t>(representation.kind)]},
               {"species", representation.species}};
    switch (representation.kind) {
    case RepresentationKind::Mbtr:
        json["settings"] = Json::parse(toJson(representation.mbtr));
        json["term_scales"] = representation.termScales;
        break;
    case RepresentationKind::CoulombMatrix:
        json["most_atoms"] = representation.mostAtoms;
        break;
    case RepresentationKind::BagOfBonds:
        json["bags"] = Json::array();
        for (const Bag& bag : representation.bags)
            json["bags"].push_back({bag.first, bag.second, bag.size});
        break;
    }
    return json.dump();
}

Representation representationFromJson(std::string_view text)
{
    const Json json = Json::parse(text);
    if (!json.contains("kind"))
        return fromSettings(json);
    Representation representation;
    if (kindFrom(json.at("kind")) == RepresentationKind::Mbtr) {
        representation = fromSettings(json.at("settings"));
        representation.termScales = scalesFrom(json.at("term_scales"), representation.mbtr.terms.size());
        return representation;
    }
    representation.kind = kindFrom(json.at("kind"));
    representation.species = json.at("species").get<std::vector<int>>();
    representation.mostAtoms = json.value("most_atoms", 0);
    if (representation.kind == RepresentationKind::BagOfBonds)
        for (const Json& bag : json.at("bags"))
            representation.bags.push_back({bag.at(0), bag.at(1), bag.at(2)});
    return representation;
}

} // namespace mbtr
