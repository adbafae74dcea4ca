#include "core/store/model_parts.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/store/zip_archive.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace mbtr {

using Json = nlohmann::ordered_json;

namespace {

constexpr int kDeepest = 32; // levels of brackets; a header has seven

[[noreturn]] void refuse(const char* key, const std::string& allowed, const Json& found)
{
    throw SettingsError(key,
                        "must be " + allowed + ", is " + inQuotes(found.dump(-1, ' ', false, Json::error_handler_t::replace)));
}

/// Any number of JSON that is finite; they are all, but a whole one may be too large for a double to tell from its neighbours.
double anyNumber(const Json& json, const char* key, const std::string& allowed)
{
    const Json& value = json.at(key);
    if (!value.is_number() || !std::isfinite(value.get<double>()))
        refuse(key, allowed, value);
    return value.get<double>();
}

} // namespace

Json parsePart(const std::string& path, const std::string& name, const std::string& text)
{
    const auto look = [&](int depth, Json::parse_event_t, Json&) {
        if (depth > kDeepest)
            throw FileError(path, 0, "the part '" + name + "' is nested deeper than " + std::to_string(kDeepest) + " levels");
        return true;
    };
    try {
        return Json::parse(text, look);
    } catch (const nlohmann::json::exception& error) {
        throw FileError(path, 0, "the part '" + name + "' is damaged: " + error.what());
    }
}

int wholeFrom(const Json& json, const char* key, int least, int most)
{
    const bool isBounded = most < std::numeric_limits<int>::max();
    const std::string allowed = "a whole number from " + std::to_string(least) + (isBounded ? " to " + std::to_string(most) : "");
    const double value = anyNumber(json, key, allowed);
    if (!(value >= least && value <= most) || value != std::floor(value))
        refuse(key, allowed, json.at(key));
    return static_cast<int>(value);
}

double finiteFrom(const Json& json, const char* key)
{
    return anyNumber(json, key, "a number");
}

double positiveFrom(const Json& json, const char* key)
{
    const double value = anyNumber(json, key, "a number larger than 0");
    if (!(value > 0))
        refuse(key, "a number larger than 0", json.at(key));
    return value;
}

double notNegativeFrom(const Json& json, const char* key)
{
    const double value = anyNumber(json, key, "a number, 0 or larger");
    if (!(value >= 0))
        refuse(key, "a number, 0 or larger", json.at(key));
    return value;
}

std::vector<int> speciesFrom(const Json& json, const char* key)
{
    const std::string allowed = "ascending atomic numbers from 1 to " + std::to_string(kLargestAtomicNumber) + ", each once";
    const Json& list = json.at(key);
    if (!list.is_array() || list.empty())
        refuse(key, allowed, list);
    std::vector<int> species;
    for (const Json& entry : list) {
        const double z = entry.is_number() ? entry.get<double>() : 0;
        const int before = species.empty() ? 0 : species.back();
        if (!(z > before && z <= kLargestAtomicNumber) || z != std::floor(z))
            refuse(key, allowed, list);
        species.push_back(static_cast<int>(z));
    }
    return species;
}

Source sourceFrom(const Json& json, int begin)
{
    const Source source {json.at("path").get<std::string>(), wholeFrom(json, "begin", 0), wholeFrom(json, "end", 0)};
    if (source.begin != begin || source.end < source.begin)
        throw SettingsError("sources",
                            "must follow one another; " + inQuotes(source.path) + " holds structures "
                                + std::to_string(source.begin) + " to " + std::to_string(source.end) + " where "
                                + std::to_string(begin) + " is the next");
    return source;
}

int readModelHeader(const ModelFormat& format, const std::string& path, const std::string& text,
                    const std::function<void(const Json&)>& read)
{
    const Json header = parsePart(path, "header.json", text);
    try {
        if (header.at("format") != format.name)
            throw FileError(path, 0, "is not a " + std::string(format.what) + " of this program");
        if (wholeFrom(header, "version", 1) > format.version)
            throw FileError(path, 0,
                            "was written by a newer version of this program (" + header.at("program").get<std::string>()
                                + "); this is mbtr " MBTR_VERSION);
        read(header);
        return wholeFrom(header, "version", 1);
    } catch (const nlohmann::json::exception& error) {
        throw FileError(path, 0, std::string("the part 'header.json' is damaged: ") + error.what());
    } catch (const SettingsError& error) {
        throw FileError(path, 0, std::string("the part 'header.json' is damaged: ") + error.what());
    }
}

Json toJson(const SplitSettings& split)
{
    return {{"method", splitMethodNames()[static_cast<std::size_t>(split.method)]},
            {"train", split.train},
            {"validate", split.validate},
            {"seed", split.seed},
            {"force_small", split.forceSmall},
            {"group_by", split.groupBy}};
}

SplitSettings splitFromJson(const Json& json)
{
    const auto names = splitMethodNames();
    const auto name = std::find(names.begin(), names.end(), json.at("method").get<std::string>());
    if (name == names.end())
        throw SettingsError("split.method", "is " + inQuotes(json.at("method").get<std::string>()));
    if (!json.at("seed").is_number_unsigned())
        refuse("split.seed", "a whole number, 0 or larger", json.at("seed"));
    return {.train = wholeFrom(json, "train", 0),
            .validate = wholeFrom(json, "validate", 0),
            .seed = json.at("seed").get<std::uint64_t>(),
            .method = static_cast<SplitMethod>(name - names.begin()),
            .forceSmall = json.contains("force_small") ? wholeFrom(json, "force_small", 0) : 0,
            .groupBy = json.value("group_by", SplitSettings().groupBy)};
}

double numberFrom(const Json& json, const char* key)
{
    const Json& value = json.at(key);
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : finiteFrom(json, key);
}

std::vector<int> readIndices(const ZipReader& archive, const std::string& path, std::int64_t count, int structures)
{
    std::vector<int> indices;
    archive.readArray("structures.npy", [&](const NpyHeader& header) {
        if (header != NpyHeader {"<i4", {count}})
            throw FileError(path, 0, "the part 'structures.npy' does not fit the others");
        indices.resize(count);
        return std::as_writable_bytes(std::span(indices));
    });
    const int end = structures > 0 ? structures : std::numeric_limits<int>::max();
    if (!std::ranges::all_of(indices, [end](int index) { return index >= 0 && index < end; }))
        throw FileError(path, 0, "the part 'structures.npy' holds numbers of structures that the sources do not have");
    return indices;
}

} // namespace mbtr
