#pragma once

#include <cstdint>
#include <string>

namespace mbtr {

/// Bytes that a new computation can use without swapping (MemAvailable of /proc/meminfo); the largest number where
/// the system does not say.
std::int64_t availableMemory();

/// "3.2 GB", "12 MB": decimal units, as file managers show them.
std::string bytesToText(std::int64_t bytes);

/// Throws SettingsError(field, ..) that says how much `what` needs and how much there is.
void requireMemory(std::int64_t bytes, const std::string& field, const std::string& what);

} // namespace mbtr
