#pragma once

#include "core/mbtr/settings.h"

#include <string>

namespace mbtr {

/// The text of a settings file, indented, ending with a newline. settings_json.h reads it back.
std::string toJson(const MbtrSettings& settings);

} // namespace mbtr
