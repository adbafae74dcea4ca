#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace mbtr {

/// Bytes of a regular file, which is not opened; nothing for anything else: folders, devices, pipes, what is not there.
std::optional<std::int64_t> sizeOfRegularFile(const std::string& path);

/// CRC-32 of the bytes of a regular file, as zip and gzip have it; nothing where it is none that can be read.
std::optional<std::uint32_t> checksumOf(const std::string& path);

} // namespace mbtr
