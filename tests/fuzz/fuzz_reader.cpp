// One of these for each reader: MBTR_FUZZ_FORMAT is the id of its format. libFuzzer calls it with mutated files.
#include "core/base/error.h"
#include "core/io/format.h"
#include "core/io/read_dataset.h"
#include "core/io/text_input.h"
#include "tests/support/sound_dataset.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace {

/// A file that is nowhere on a disk.
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

mbtr::Dataset read(const std::string& path, const mbtr::ReadOptions& options)
{
    mbtr::Progress progress;
    mbtr::TextInput input(path, progress);
    return mbtr::readAs(mbtr::formatCalled(MBTR_FUZZ_FORMAT), input, options);
}

mbtr::Dataset readOrNameElements(const std::string& path)
{
    try {
        return read(path, {});
    } catch (const mbtr::MissingElements& missing) {
        return read(path, {.elements = std::vector<int>(missing.species().size(), 1), .lengthUnit = {}});
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const FileInMemory file(data, size);
    try {
        if (const std::string problem = mbtr::test::problemOf(readOrNameElements(file.path())); !problem.empty()) {
            std::fprintf(stderr, "unsound dataset: %s\n", problem.c_str());
            std::abort();
        }
    } catch (const mbtr::FileError&) { // one clear sentence is what a damaged file should give
    }
    return 0;
}
