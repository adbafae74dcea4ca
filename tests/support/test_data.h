#pragma once

#include <string>

namespace mbtr::test {

/// A file of tests/data.
std::string dataFile(const std::string& name);
/// A file of the large datasets ($MBTR_DATA, default ../shared/data beside the checkout); empty where it is absent: skip then
/// with QSKIP("the real datasets are not here").
std::string realDataFile(const std::string& name);
/// Whole content of a file of the two above.
std::string contentOf(const std::string& path);

} // namespace mbtr::test
