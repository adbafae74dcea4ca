#include "tests/support/test_data.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace mbtr::test {

std::string dataFile(const std::string& name)
{
    return std::string(MBTR_SOURCE_DIR) + "/tests/data/" + name;
}

std::string realDataFile(const std::string& name)
{
    const char* folder = std::getenv("MBTR_DATA");
    const std::filesystem::path base
        = folder ? std::filesystem::path(folder) : std::filesystem::path(MBTR_SOURCE_DIR).parent_path() / "shared" / "data";
    const auto path = base / name;
    return std::filesystem::exists(path) ? path.string() : std::string();
}

std::string contentOf(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace mbtr::test
