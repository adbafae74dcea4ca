#pragma once

#include "core/features/representation.h"

#include <string>
#include <string_view>

namespace mbtr {

/// The representation as it stands in a model file.
std::string representationToJson(const Representation& representation);

/// Reads it back, also from model files of version 1, which hold something else: the settings of an MBTR alone. Throws
/// SettingsError, nlohmann::json::exception.
Representation representationFromJson(std::string_view text);

} // namespace mbtr
