#pragma once

#include "core/dataset/split.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

class ZipReader;

/// What files of models have in common.
struct ModelFormat {
    std::string_view name; ///< stands in the header
    std::string_view what; ///< for people: "model"
    int version = 1; ///< the newest that is read
};

/// Parses a header, checks format and version, and passes it on; returns its version. Throws FileError, also for what `read`
/// throws.
int readModelHeader(const ModelFormat& format, const std::string& path, const std::string& text,
                    const std::function<void(const nlohmann::ordered_json&)>& read);

/// A part of an archive as JSON. Throws FileError for what is none, and where it is nested deeper than any part of ours.
nlohmann::ordered_json parsePart(const std::string& path, const std::string& name, const std::string& text);

// Numbers of a part. All throw SettingsError(key, ..) that says what is expected where the number is missing, of another kind or
// out of its range: what is read here is used as a size or an index later.
int wholeFrom(const nlohmann::ordered_json& json, const char* key, int least, int most = std::numeric_limits<int>::max());
double finiteFrom(const nlohmann::ordered_json& json, const char* key);
/// Larger than 0.
double positiveFrom(const nlohmann::ordered_json& json, const char* key);
/// 0 or larger.
double notNegativeFrom(const nlohmann::ordered_json& json, const char* key);
/// Atomic numbers, ascending, each once.
std::vector<int> speciesFrom(const nlohmann::ordered_json& json, const char* key);

/// A file that a model was trained on: {"path", "begin", "end"}; it has to begin with the structure where the one before ended.
Source sourceFrom(const nlohmann::ordered_json& json, int begin);

nlohmann::ordered_json toJson(const SplitSettings& split);
SplitSettings splitFromJson(const nlohmann::ordered_json& json);
/// Finite; null is not a number.
double numberFrom(const nlohmann::ordered_json& json, const char* key);

/// Indices of the training structures, an array of its own. Throws FileError unless there are `count`, each smaller than
/// `structures`, the number of structures of the sources (0 = not known).
std::vector<int> readIndices(const ZipReader& archive, const std::string& path, std::int64_t count, int structures);

} // namespace mbtr
