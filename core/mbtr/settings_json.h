#pragma once

#include "core/mbtr/settings_json_text.h"

#include <string>
#include <string_view>

namespace mbtr {

/// Reads and validates. Throws SettingsError; an unknown or missing key is named. Syntax errors name line and column.
MbtrSettings settingsFromJson(std::string_view text);

/// Throws FileError, whose message holds that of the SettingsError.
MbtrSettings readSettings(const std::string& path);

} // namespace mbtr
