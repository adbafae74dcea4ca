#pragma once

#include "core/mbtr/settings.h"

#include <span>
#include <string_view>

namespace mbtr {

/// The presets of `mbtr settings --preset`: paper-molecules, paper-crystals, alloys, dscribe, default.
std::span<const std::string_view> presetNames();
/// Throws SettingsError("preset", ..) for an unknown name.
MbtrSettings preset(std::string_view name);

} // namespace mbtr
