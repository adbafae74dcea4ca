#pragma once

#include <functional>
#include <string>
#include <vector>

namespace mbtr::test {

/// Whole archives to begin with where an input is none; each fuzzer of archives has its own.
const std::vector<std::string>& archiveSeeds();

/// The bytes that `write` writes to the path it is given.
std::string bytesOfFile(const std::function<void(const std::string& path)>& write);

} // namespace mbtr::test
