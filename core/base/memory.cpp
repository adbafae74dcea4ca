#include "core/base/memory.h"

#include "core/base/error.h"

#include <fmt/format.h>
#include <fstream>
#include <limits>

namespace mbtr {

std::int64_t availableMemory()
{
    std::ifstream file("/proc/meminfo");
    std::string key;
    std::int64_t kilobytes = 0;
    for (std::string rest; file >> key >> kilobytes; std::getline(file, rest))
        if (key == "MemAvailable:")
            return kilobytes * 1024;
    return std::numeric_limits<std::int64_t>::max();
}

std::string toTextOfBytes(std::int64_t bytes)
{
    const auto size = static_cast<double>(bytes);
    if (size < 999.5e3)
        return fmt::format("{:.0f} kB", size / 1e3);
    if (size < 999.5e6)
        return fmt::format("{:.0f} MB", size / 1e6);
    return fmt::format("{:.1f} GB", size / 1e9);
}

void requireMemory(std::int64_t bytes, const std::string& what)
{
    const std::int64_t available = availableMemory();
    if (bytes > available)
        throw SettingsError("memory", what + " needs " + toTextOfBytes(bytes) + ", " + toTextOfBytes(available)
                                + " are free; take fewer structures, fewer terms or coarser grids");
}

} // namespace mbtr
