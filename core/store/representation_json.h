#pragma once

#include "core/features/representation.h"

#include <string>
#include <string_view>

namespace mbtr {

/// As it stands in a model file.
std::string representationToJson(const Representation& representation);

/// Also that of model files of version 1: the settings of an MBTR alone. Throws SettingsError, nlohmann::json::exception.
Representation representationFromJson(std::string_view text);

} // namespace mbtr
