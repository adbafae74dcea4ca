#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace mbtr {

/// CRC-32 of the bytes of a file, as zip and gzip have it; nothing where it is no file that can be read.
std::optional<std::uint32_t> checksumOf(const std::string& path);

} // namespace mbtr
