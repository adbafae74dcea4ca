#include "core/store/model_parts.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/store/zip_archive.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace mbtr {

using Json = nlohmann::ordered_json;

int readModelHeader(const ModelFormat& format, const std::string& path, const std::string& text,
                    const std::function<void(const Json&)>& read)
{
    try {
        const Json header = Json::parse(text);
        if (header.at("format") != format.name)
            throw FileError(path, 0, "is not a " + std::string(format.what) + " of this program");
        if (header.at("version").get<int>() > format.version)
            throw FileError(path, 0,
                            "was written by a newer version of this program (" + header.at("program").get<std::string>()
                                + "); this is mbtr " MBTR_VERSION);
        read(header);
        return header.at("version");
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
            {"force_small", split.forceSmall}};
}

SplitSettings splitFromJson(const Json& json)
{
    const auto names = splitMethodNames();
    const auto name = std::find(names.begin(), names.end(), json.at("method").get<std::string>());
    if (name == names.end())
        throw SettingsError("split.method", "is " + inQuotes(json.at("method").get<std::string>()));
    return {.train = json.at("train"),
            .validate = json.at("validate"),
            .seed = json.at("seed"),
            .method = static_cast<SplitMethod>(name - names.begin()),
            .forceSmall = json.value("force_small", 0)};
}

double numberFrom(const Json& json, const char* key)
{
    const Json& value = json.at(key);
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

std::vector<int> readIndices(const ZipReader& archive, const std::string& path, std::int64_t count)
{
    std::vector<int> indices;
    archive.readArray("structures.npy", [&](const NpyHeader& header) {
        if (header != NpyHeader {"<i4", {count}})
            throw FileError(path, 0, "the part 'structures.npy' does not fit the others");
        indices.resize(count);
        return std::as_writable_bytes(std::span(indices));
    });
    return indices;
}

} // namespace mbtr
