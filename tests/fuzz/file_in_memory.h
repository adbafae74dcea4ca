#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace mbtr::test {

/// A file that is nowhere on a disk, for readers that want a path.
class FileInMemory {
public:
    FileInMemory(const std::uint8_t* data, std::size_t size)
        : m_file(memfd_create("input", 0))
    {
        if (m_file < 0 || write(m_file, data, size) != static_cast<ssize_t>(size))
            std::abort();
    }
    ~FileInMemory() { close(m_file); }
    FileInMemory(const FileInMemory&) = delete;
    FileInMemory& operator=(const FileInMemory&) = delete;
    std::string path() const { return "/proc/self/fd/" + std::to_string(m_file); }

private:
    int m_file;
};

} // namespace mbtr::test
