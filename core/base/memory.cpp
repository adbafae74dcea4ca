#include "core/base/memory.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <fstream>
#include <limits>
#include <sys/mman.h>

namespace mbtr {

std::int64_t availableMemory()
{
    std::ifstream file("/proc/meminfo");
    for (std::string line; std::getline(file, line);) {
        const auto words = splitWords(line); // "MemAvailable:   23456789 kB"
        if (words.size() >= 2 && words[0] == "MemAvailable:")
            if (const auto kilobytes = parseInteger(words[1]))
                return *kilobytes * 1024;
    }
    return std::numeric_limits<std::int64_t>::max();
}

std::string bytesToText(std::int64_t bytes)
{
    const auto value = static_cast<double>(bytes);
    if (value >= 1e9)
        return fmt::format("{:.1f} GB", value * 1e-9);
    if (value >= 1e6)
        return fmt::format("{:.0f} MB", value * 1e-6);
    return fmt::format("{:.0f} kB", value * 1e-3);
}

void preferLargePages(void* memory, std::size_t bytes)
{
#ifdef MADV_HUGEPAGE
    constexpr std::size_t kPage = 4096;
    const auto begin = (reinterpret_cast<std::uintptr_t>(memory) + kPage - 1) / kPage * kPage;
    const auto end = (reinterpret_cast<std::uintptr_t>(memory) + bytes) / kPage * kPage;
    if (end > begin)
        madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

void requireMemory(std::int64_t bytes, const std::string& field, const std::string& what)
{
    const std::int64_t available = availableMemory();
    if (bytes > available)
        throw SettingsError(field, what + " needs " + bytesToText(bytes) + " of memory, " + bytesToText(available) + " are free");
}

} // namespace mbtr
