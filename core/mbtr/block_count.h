#pragma once

#include <cstdint>

namespace mbtr {

/// Combinations of n elements that a term of this k has.
std::int64_t blockCount(int k, std::int64_t n, bool mirrorImages);

} // namespace mbtr
