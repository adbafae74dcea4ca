#include "core/mbtr/settings_json.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <sstream>

namespace mbtr {

namespace {

using Json = nlohmann::ordered_json;

std::string shown(const Json& value)
{
    return inQuotes(value.dump());
}

/// One object of the file: hands out its keys and knows where it stands.
class Object {
public:
    Object(const Json& json, std::string place)
        : m_json(json)
        , m_place(std::move(place))
    {
        if (!json.is_object())
            throw SettingsError(m_place.empty() ? "settings" : m_place, "must be an object {...}, is " + shown(json));
    }

    void allowOnly(std::initializer_list<std::string_view> keys) const
    {
        for (const auto& [key, value] : m_json.items())
            if (std::find(keys.begin(), keys.end(), key) == keys.end())
                throw SettingsError(field(key), "is not a key of a settings file; allowed here: " + joined(keys));
    }
    bool has(const char* key) const { return m_json.contains(key) && !m_json.at(key).is_null(); }
    const Json& at(const char* key) const
    {
        if (!m_json.contains(key))
            throw SettingsError(field(key), "is missing");
        return m_json.at(key);
    }
    double number(const char* key) const
    {
        if (!at(key).is_number())
            throw SettingsError(field(key), "must be a number, is " + shown(at(key)));
        return at(key).get<double>();
    }
    std::optional<double> optionalNumber(const char* key) const
    {
        return has(key) ? std::optional(number(key)) : std::nullopt;
    }
    int integer(const char* key) const
    {
        const double value = number(key);
        if (value != static_cast<int>(std::clamp(value, -2e9, 2e9)))
            throw SettingsError(field(key), "must be a whole number, is " + shown(at(key)));
        return static_cast<int>(value);
    }
    bool boolean(const char* key) const
    {
        if (!at(key).is_boolean())
            throw SettingsError(field(key), "must be true or false, is " + shown(at(key)));
        return at(key).get<bool>();
    }
    std::string word(const char* key) const
    {
        if (!at(key).is_string())
            throw SettingsError(field(key), "must be a word in quotes, is " + shown(at(key)));
        return at(key).get<std::string>();
    }
    /// Index of the word among the names.
    template <typename Names>
    std::size_t choice(const char* key, const Names& names) const
    {
        const std::string found = word(key);
        const auto match = std::find(names.begin(), names.end(), found);
        if (match == names.end())
            throw SettingsError(field(key), inQuotes(found) + " does not exist; there are: " + joined(names));
        return static_cast<std::size_t>(match - names.begin());
    }
    std::string field(const std::string& key) const { return m_place.empty() ? key : m_place + "." + key; }

private:
    static std::string joined(const auto& names)
    {
        std::string text;
        for (const auto& name : names)
            text += (text.empty() ? "" : ", ") + std::string(name);
        return text;
    }
    const Json& m_json;
    std::string m_place;
};

template <typename Table>
std::vector<std::string_view> namesOf(const Table& table)
{
    std::vector<std::string_view> names;
    for (const auto& entry : table)
        names.push_back(entry.name);
    return names;
}

Weighting weightingFrom(const Object& object)
{
    object.allowOnly({"function", "scale", "threshold", "r_cut", "sharpness", "cutoff", "accuracy"});
    return {.function = weightings()[object.choice("function", namesOf(weightings()))].value,
            .scale = object.optionalNumber("scale"),
            .threshold = object.optionalNumber("threshold"),
            .rCut = object.optionalNumber("r_cut"),
            .sharpness = object.optionalNumber("sharpness"),
            .cutoff = object.optionalNumber("cutoff"),
            .accuracy = object.optionalNumber("accuracy")};
}

GridSettings gridFrom(const Object& object)
{
    object.allowOnly({"min", "max", "step", "n"});
    return {.min = object.number("min"),
            .max = object.optionalNumber("max"),
            .step = object.optionalNumber("step"),
            .n = object.integer("n")};
}

TermSettings termFrom(const Object& object)
{
    object.allowOnly({"k", "geometry", "weighting", "grid", "sigma"});
    TermSettings term;
    term.k = object.integer("k");
    term.geometry = geometries()[object.choice("geometry", namesOf(geometries()))].value;
    if (object.has("weighting"))
        term.weighting = weightingFrom(Object(object.at("weighting"), object.field("weighting")));
    term.grid = gridFrom(Object(object.at("grid"), object.field("grid")));
    term.sigma = object.number("sigma");
    return term;
}

std::optional<std::vector<int>> speciesFrom(const Json& json)
{
    if (json == "auto")
        return std::nullopt;
    if (!json.is_array())
        throw SettingsError("species", "must be \"auto\" or a list of element symbols, is " + shown(json));
    std::vector<int> species;
    for (const Json& entry : json) {
        const auto z = entry.is_string() ? atomicNumberOf(entry.get<std::string>())
            : entry.is_number_integer()  ? std::optional(entry.get<int>())
                                         : std::nullopt;
        if (!z)
            throw SettingsError("species", shown(entry) + " is not an element");
        species.push_back(*z);
    }
    return species;
}

std::vector<std::vector<double>> matrixFrom(const Json& json)
{
    const auto isRow = [](const Json& row) {
        return row.is_array() && std::all_of(row.begin(), row.end(), [](const Json& number) { return number.is_number(); });
    };
    if (!json.is_array() || json.empty() || !std::all_of(json.begin(), json.end(), isRow))
        throw SettingsError("element_correlation", "must be null or a list of rows of numbers, is " + shown(json));
    return json.get<std::vector<std::vector<double>>>();
}

Periodicity periodicityFrom(const Json& json)
{
    if (json == "auto" || json == true)
        return Periodicity::Auto;
    if (json == false)
        return Periodicity::Ignored;
    throw SettingsError("periodic", "must be \"auto\" or false, is " + shown(json));
}

MbtrSettings settingsFrom(const Object& object)
{
    object.allowOnly({"species", "terms", "discretization", "normalize_gaussians", "normalization", "reversals", "periodic",
                      "element_correlation"});
    MbtrSettings settings;
    if (object.has("species"))
        settings.species = speciesFrom(object.at("species"));
    const Json& terms = object.at("terms");
    if (!terms.is_array())
        throw SettingsError("terms", "must be a list [...], is " + shown(terms));
    for (std::size_t i = 0; i < terms.size(); ++i)
        settings.terms.push_back(termFrom(Object(terms[i], "terms[" + std::to_string(i) + "]")));
    if (object.has("discretization"))
        settings.discretization = static_cast<Discretization>(object.choice("discretization", discretizationNames()));
    if (object.has("normalize_gaussians"))
        settings.normalizeGaussians = object.boolean("normalize_gaussians");
    if (object.has("normalization"))
        settings.normalization = static_cast<Normalization>(object.choice("normalization", normalizationNames()));
    if (object.has("reversals"))
        settings.reversals
            = static_cast<Reversals>(object.choice("reversals", std::vector<std::string_view> {"no", "full"}));
    if (object.has("periodic"))
        settings.periodicity = periodicityFrom(object.at("periodic"));
    if (object.has("element_correlation"))
        settings.elementCorrelation = matrixFrom(object.at("element_correlation"));
    validate(settings);
    return settings;
}

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

MbtrSettings settingsFromJson(std::string_view text)
{
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::parse_error& error) {
        const auto before = text.substr(0, std::min(text.size(), error.byte == 0 ? 0 : error.byte - 1));
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        const auto column = before.size() - (before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1) + 1;
        throw SettingsError("settings", "no valid JSON at line " + std::to_string(line) + ", column " + std::to_string(column));
    }
    return settingsFrom(Object(json, ""));
}

MbtrSettings readSettings(const std::string& path)
{
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        throw FileError(path, 0, "there is no such file");
    if (std::filesystem::is_directory(path, ignored))
        throw FileError(path, 0, "is a folder, expected a file");
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw FileError(path, 0, "cannot be opened");
    std::ostringstream text;
    text << file.rdbuf();
    try {
        return settingsFromJson(text.str());
    } catch (const SettingsError& error) {
        throw FileError(path, 0, error.what());
    }
}

} // namespace mbtr
