#include "core/store/representation_json.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/mbtr/settings_json.h"
#include "core/store/model_parts.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <tuple>

namespace mbtr {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kMostAtoms = 1'000'000; // of a structure with a Coulomb matrix
constexpr int kLargestBag = 1'000'000'000;

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
    if (!std::ranges::all_of(scales, [](double scale) { return std::isfinite(scale) && scale > 0; }))
        throw SettingsError("term_scales", "must be numbers larger than 0, are " + json.dump());
    return scales;
}

/// Ascending as bagsFor() makes them: all atoms, then all pairs; their elements are those of the representation.
std::vector<Bag> bagsFrom(const Json& json, const std::vector<int>& species)
{
    std::vector<Bag> bags;
    const auto placeOf = [](const Bag& bag) { return std::tuple(bag.second != 0, bag.first, bag.second); };
    for (const Json& entry : json) {
        const auto numbers = entry.get<std::vector<double>>();
        const auto isWhole = [](double number) { return number >= 0 && number <= kLargestBag && number == std::floor(number); };
        if (numbers.size() != 3 || !std::ranges::all_of(numbers, isWhole))
            throw SettingsError("bags", "must be two elements and a size, is " + entry.dump());
        const Bag bag {static_cast<int>(numbers[0]), static_cast<int>(numbers[1]), static_cast<int>(numbers[2])};
        const auto isKnown = [&](int z) { return std::ranges::binary_search(species, z); };
        if (!isKnown(bag.first) || (bag.second != 0 && (!isKnown(bag.second) || bag.second < bag.first)) || bag.size < 1
            || (!bags.empty() && placeOf(bags.back()) >= placeOf(bag)))
            throw SettingsError("bags", "are not those of the species, in their order; found " + entry.dump());
        bags.push_back(bag);
    }
    return bags;
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
    representation.species = speciesFrom(json, "species");
    if (representation.kind == RepresentationKind::BagOfBonds)
        representation.bags = bagsFrom(json.at("bags"), representation.species);
    else
        representation.mostAtoms = wholeFrom(json, "most_atoms", 1, kMostAtoms);
    return representation;
}

} // namespace mbtr
