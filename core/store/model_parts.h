#pragma once

#include "core/dataset/split.h"

#include <functional>
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

nlohmann::ordered_json toJson(const SplitSettings& split);
SplitSettings splitFromJson(const nlohmann::ordered_json& json);
/// null is not a number.
double numberFrom(const nlohmann::ordered_json& json, const char* key);

/// Indices of the training structures, an array of its own. Throws FileError unless there are `count`.
std::vector<int> readIndices(const ZipReader& archive, const std::string& path, std::int64_t count);

} // namespace mbtr
