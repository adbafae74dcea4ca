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

/// Asks for pages of 2 MB for memory that is about to be filled: fewer interruptions by the system. No effect on small pieces.
void preferLargePages(void* memory, std::int64_t bytes);

} // namespace mbtr
