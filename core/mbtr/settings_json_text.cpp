#include "core/mbtr/settings_json_text.h"

#include "core/chemistry/element.h"

#include <nlohmann/json.hpp>

namespace mbtr {

namespace {

using Json = nlohmann::ordered_json;

void put(Json& json, const char* key, const std::optional<double>& value)
{
    if (value)
        json[key] = *value;
}

Json jsonOf(const Weighting& weighting)
{
    Json json {{"function", info(weighting.function).name}};
    put(json, "scale", weighting.scale);
    put(json, "threshold", weighting.threshold);
    put(json, "r_cut", weighting.rCut);
    put(json, "sharpness", weighting.sharpness);
    put(json, "cutoff", weighting.cutoff);
    put(json, "accuracy", weighting.accuracy);
    return json;
}

Json jsonOf(const GridSettings& grid)
{
    Json json {{"min", grid.min}};
    put(json, "max", grid.max);
    put(json, "step", grid.step);
    json["n"] = grid.n;
    return json;
}

Json jsonOf(const TermSettings& term)
{
    return {{"k", term.k},
            {"geometry", info(term.geometry).name},
            {"weighting", jsonOf(term.weighting)},
            {"grid", jsonOf(term.grid)},
            {"sigma", term.sigma}};
}

Json speciesJson(const std::optional<std::vector<int>>& species)
{
    if (!species)
        return "auto";
    Json json = Json::array();
    for (const int z : *species)
        json.push_back(elementSymbol(z));
    return json;
}

} // namespace

std::string toJson(const MbtrSettings& settings)
{
    Json json;
    json["species"] = speciesJson(settings.species);
    json["terms"] = Json::array();
    for (const TermSettings& term : settings.terms)
        json["terms"].push_back(jsonOf(term));
    json["discretization"] = discretizationNames()[static_cast<std::size_t>(settings.discretization)];
    json["normalize_gaussians"] = settings.normalizeGaussians;
    json["normalization"] = normalizationNames()[static_cast<std::size_t>(settings.normalization)];
    json["reversals"] = settings.reversals == Reversals::Kept ? "full" : "no";
    json["periodic"] = settings.periodicity == Periodicity::Auto ? Json("auto") : Json(false);
    json["element_correlation"] = settings.elementCorrelation.empty() ? Json(nullptr) : Json(settings.elementCorrelation);
    return json.dump(2) + "\n";
}

} // namespace mbtr
