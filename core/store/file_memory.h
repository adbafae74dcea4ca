#pragma once

#include <cstdint>
#include <string>

namespace mbtr {

/// Throws FileError(path, ..) that says how much `what` needs and how much there is.
void requireMemoryForFile(std::int64_t bytes, const std::string& path, const std::string& what);

} // namespace mbtr
