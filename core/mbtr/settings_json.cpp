#include "core/mbtr/settings_json.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace mbtr {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kDeepest = 16; // levels of brackets; a settings file has five
const std::string kPositive = "a number larger than 0";
const std::string kFraction = "a number between 0 and 1";
const std::string kElements = "\"auto\" or a list of element symbols, each once";

std::string valueText(const Json& value)
{
    return inQuotes(value.dump());
}

/// Where a word is expected anyway.
std::string wordText(const Json& value)
{
    return value.is_string() ? inQuotes(value.get<std::string>()) : valueText(value);
}

/// One object of the file: hands out its keys and knows where it stands.
class Object {
public:
    Object(const Json& json, std::string place)
        : m_json(json)
        , m_place(std::move(place))
    {
        if (!json.is_object())
            throw SettingsError(m_place.empty() ? "settings" : m_place, "must be an object {...}, is " + valueText(json));
    }

    void allowOnly(std::initializer_list<std::string_view> keys) const
    {
        for (const auto& [key, value] : m_json.items())
            if (std::find(keys.begin(), keys.end(), key) == keys.end())
                throw SettingsError(field(key), "is not a key of a settings file; allowed here: " + joined(keys));
    }
    bool has(const char* key) const { return m_json.contains(key) && !m_json.at(key).is_null(); }
    /// allowed: "a number larger than 0"; for the sentence where the key is missing, as in the others.
    const Json& at(const char* key, const std::string& allowed) const
    {
        if (!m_json.contains(key))
            throw SettingsError(field(key), "is missing; must be " + allowed);
        return m_json.at(key);
    }
    double number(const char* key, const std::string& allowed) const
    {
        require(key, at(key, allowed).is_number(), allowed);
        return m_json.at(key).get<double>();
    }
    std::optional<double> optionalNumber(const char* key, const std::string& allowed) const
    {
        return has(key) ? std::optional(number(key, allowed)) : std::nullopt;
    }
    int integer(const char* key, const std::string& allowed) const
    {
        const double value = number(key, allowed);
        require(key, value == static_cast<int>(std::clamp(value, -2e9, 2e9)), allowed);
        return static_cast<int>(value);
    }
    bool boolean(const char* key) const
    {
        require(key, m_json.at(key).is_boolean(), "true or false");
        return m_json.at(key).get<bool>();
    }
    /// Index of the word among the names.
    template <typename Names> std::size_t choice(const char* key, const Names& names) const
    {
        const std::string allowed = "one of " + joined(names);
        const Json& word = at(key, allowed);
        const auto match = word.is_string() ? std::find(names.begin(), names.end(), word.get<std::string>()) : names.end();
        if (match == names.end())
            throw SettingsError(field(key), "must be " + allowed + ", is " + wordText(word));
        return static_cast<std::size_t>(match - names.begin());
    }
    std::string field(const std::string& key) const { return m_place.empty() ? key : m_place + "." + key; }

private:
    void require(const char* key, bool condition, const std::string& allowed) const
    {
        if (!condition)
            throw SettingsError(field(key), "must be " + allowed + ", is " + valueText(m_json.at(key)));
    }
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

template <typename Table> std::vector<std::string_view> namesOf(const Table& table)
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
            .scale = object.optionalNumber("scale", kPositive),
            .threshold = object.optionalNumber("threshold", kFraction),
            .rCut = object.optionalNumber("r_cut", kPositive),
            .sharpness = object.optionalNumber("sharpness", kPositive),
            .cutoff = object.optionalNumber("cutoff", kPositive),
            .accuracy = object.optionalNumber("accuracy", kFraction)};
}

GridSettings gridFrom(const Object& object)
{
    object.allowOnly({"min", "max", "step", "n"});
    return {.min = object.number("min", "a number"),
            .max = object.optionalNumber("max", "a number larger than min"),
            .step = object.optionalNumber("step", kPositive),
            .n = object.integer("n", "a whole number from 1 to " + std::to_string(kMostBins))};
}

TermSettings termFrom(const Object& object)
{
    object.allowOnly({"k", "geometry", "weighting", "grid", "sigma"});
    TermSettings term;
    term.k = object.integer("k", "1, 2, 3 or 4");
    term.geometry = geometries()[object.choice("geometry", namesOf(geometries()))].value;
    if (object.has("weighting"))
        term.weighting = weightingFrom(Object(object.at("weighting", "an object"), object.field("weighting")));
    term.grid = gridFrom(Object(object.at("grid", "an object {min, max or step, n}"), object.field("grid")));
    term.sigma = object.number("sigma", kPositive);
    return term;
}

std::optional<std::vector<int>> speciesFrom(const Json& json)
{
    if (json == "auto")
        return std::nullopt;
    if (!json.is_array())
        throw SettingsError("species", "must be " + kElements + ", is " + valueText(json));
    std::vector<int> species;
    for (const Json& entry : json) {
        const auto z = entry.is_string() ? atomicNumberOf(entry.get<std::string>()).value_or(0)
            : entry.is_number_integer()  ? std::clamp<std::int64_t>(entry.get<std::int64_t>(), 0, kLargestAtomicNumber + 1)
                                         : 0;
        if (z < 1 || z > kLargestAtomicNumber)
            throw SettingsError("species", "must be " + kElements + ": " + wordText(entry) + " is not one");
        species.push_back(static_cast<int>(z));
    }
    return species;
}

std::vector<std::vector<double>> matrixFrom(const Json& json)
{
    const auto isRow = [](const Json& row) {
        return row.is_array() && std::all_of(row.begin(), row.end(), [](const Json& number) { return number.is_number(); });
    };
    if (!json.is_array() || json.empty() || !std::all_of(json.begin(), json.end(), isRow))
        throw SettingsError("element_correlation", "must be null or a list of rows of numbers, is " + valueText(json));
    return json.get<std::vector<std::vector<double>>>();
}

Periodicity periodicityFrom(const Json& json)
{
    if (json == "auto" || json == true)
        return Periodicity::Auto;
    if (json == false)
        return Periodicity::Ignored;
    throw SettingsError("periodic", "must be \"auto\" or false, is " + valueText(json));
}

MbtrSettings settingsFrom(const Object& object)
{
    object.allowOnly({"species", "terms", "discretization", "normalize_gaussians", "normalization", "reversals", "periodic",
                      "element_correlation"});
    MbtrSettings settings;
    if (object.has("species"))
        settings.species = speciesFrom(object.at("species", {}));
    const Json& terms = object.at("terms", "a list of terms");
    if (!terms.is_array())
        throw SettingsError("terms", "must be a list of terms, is " + valueText(terms));
    for (std::size_t i = 0; i < terms.size(); ++i)
        settings.terms.push_back(termFrom(Object(terms[i], "terms[" + std::to_string(i) + "]")));
    if (object.has("discretization"))
        settings.discretization = static_cast<Discretization>(object.choice("discretization", discretizationNames()));
    if (object.has("normalize_gaussians"))
        settings.normalizeGaussians = object.boolean("normalize_gaussians");
    if (object.has("normalization"))
        settings.normalization = static_cast<Normalization>(object.choice("normalization", normalizationNames()));
    if (object.has("reversals"))
        settings.reversals = static_cast<Reversals>(object.choice("reversals", std::vector<std::string_view> {"no", "full"}));
    if (object.has("periodic"))
        settings.periodicity = periodicityFrom(object.at("periodic", {}));
    if (object.has("element_correlation"))
        settings.elementCorrelation = matrixFrom(object.at("element_correlation", {}));
    validate(settings);
    return settings;
}

/// Refuses what the library would pass over in silence or with a crash: keys given twice, very deep nesting.
class Checks {
public:
    bool operator()(int depth, Json::parse_event_t event, const Json& parsed)
    {
        if (depth > kDeepest)
            throw SettingsError("settings", "nested deeper than " + std::to_string(kDeepest) + " levels");
        const auto level = static_cast<std::size_t>(depth);
        if (event == Json::parse_event_t::object_start)
            m_keys[level + 1].clear();
        if (event == Json::parse_event_t::key && !m_keys[level].insert(parsed.get<std::string>()).second)
            throw SettingsError(parsed.get<std::string>(), "stands twice in the same {...}");
        return true;
    }

private:
    std::array<std::set<std::string>, kDeepest + 2> m_keys; ///< of the objects around the place that is read, by depth
};

Json parseSettings(std::string_view text)
{
    try {
        return Json::parse(text, Checks());
    } catch (const Json::parse_error& error) {
        const auto before = text.substr(0, std::min(text.size(), error.byte == 0 ? 0 : error.byte - 1));
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        const auto column = before.size() - (before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1) + 1;
        throw SettingsError("settings", "no valid JSON at line " + std::to_string(line) + ", column " + std::to_string(column));
    } catch (const Json::out_of_range&) { // the only one that parsing throws
        throw SettingsError("settings", "holds a number beyond 1.8e308, the largest there is");
    }
}

} // namespace

MbtrSettings settingsFromJson(std::string_view text)
{
    return settingsFrom(Object(parseSettings(text), ""));
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
