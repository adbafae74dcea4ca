#include "core/store/file_checksum.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>
#include <zlib.h>

namespace mbtr {

std::optional<std::int64_t> sizeOfRegularFile(const std::string& path)
{
    struct stat status { };
    if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return {};
    return status.st_size;
}

std::optional<std::uint32_t> checksumOf(const std::string& path)
{
    if (!sizeOfRegularFile(path))
        return {};
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); // without waiting, should it have become a pipe
    struct stat status { };
    if (file < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(file);
        return {};
    }
    std::vector<unsigned char> bytes(1 << 20);
    uLong sum = crc32(0, nullptr, 0);
    ssize_t got = 0;
    while ((got = read(file, bytes.data(), bytes.size())) > 0)
        sum = crc32(sum, bytes.data(), static_cast<uInt>(got));
    close(file);
    if (got < 0)
        return {};
    return static_cast<std::uint32_t>(sum);
}

} // namespace mbtr
