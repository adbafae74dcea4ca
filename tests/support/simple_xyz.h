#pragma once

#include "core/chemistry/structure.h"

#include <string>

namespace mbtr::test {

/// A structure of one of the files in tests/data or the reference data, read by the few lines that these need, so that tests
/// of the engine do not depend on the readers.
Structure simpleStructure(const std::string& path);

} // namespace mbtr::test
