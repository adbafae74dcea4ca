#pragma once

#include <cstdint>
#include <string>

namespace mbtr {

/// Bytes that programs can still take without swapping (MemAvailable); the largest number where the system does not tell.
std::int64_t availableMemory();

/// "512 MB", "1.5 GB": powers of 1000.
std::string toTextOfBytes(std::int64_t bytes);

/// Throws SettingsError("memory", ..): what needs how much and how much there is, where `bytes` is more than there is.
void requireMemory(std::int64_t bytes, const std::string& what);

} // namespace mbtr
