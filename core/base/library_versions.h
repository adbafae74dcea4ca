#pragma once

#include <string>

namespace mbtr {

/// What this was built with and runs on, two lines, for `--version` and the About box: "Eigen 3.4.0, oneTBB 2021.8, ..", then
/// the compiler and whether there is MPI.
std::string libraryVersions();

} // namespace mbtr
