#include "core/store/file_checksum.h"

#include <filesystem>
#include <fstream>
#include <vector>
#include <zlib.h>

namespace mbtr {

std::optional<std::uint32_t> checksumOf(const std::string& path)
{
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem))
        return {};
    std::ifstream file(path, std::ios::binary);
    std::vector<char> bytes(1 << 20);
    uLong sum = crc32(0, nullptr, 0);
    while (file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) || file.gcount() > 0)
        sum = crc32(sum, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(file.gcount()));
    if (!file.eof())
        return {};
    return static_cast<std::uint32_t>(sum);
}

} // namespace mbtr
