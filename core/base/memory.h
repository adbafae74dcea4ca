#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace mbtr {

/// Bytes that a new computation can use without swapping (MemAvailable of /proc/meminfo); the largest number where
/// the system does not say.
std::int64_t availableMemory();

/// "3.2 GB", "12 MB": decimal units, as file managers show them.
std::string bytesToText(std::int64_t bytes);

/// Asks for large pages for memory that is about to be written for the first time: zeroing it page by page takes the system
/// longer than filling it, and threads wait for each other there. A wish; nothing happens where the system does not know them.
void preferLargePages(void* memory, std::size_t bytes);

/// Throws SettingsError(field, ..) that says how much `what` needs and how much there is.
void requireMemory(std::int64_t bytes, const std::string& field, const std::string& what);

} // namespace mbtr
