// Checkpoints of unfinished force models.
#include "core/base/error.h"
#include "tests/fuzz/archive_seeds.h"
#include "tests/fuzz/file_in_memory.h"
#include "tests/support/small_models.h"

const std::vector<std::string>& mbtr::test::archiveSeeds()
{
    static const std::vector<std::string> seeds {
        bytesOfFile([](const std::string& path) { writeCheckpoint(smallCheckpoint(), path); })};
    return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const mbtr::test::FileInMemory file(data, size);
    try {
        const auto checkpoint = mbtr::readCheckpoint(file.path());
        mbtr::CheckpointKeeper keeper(file.path(), checkpoint->fingerprint);
        keeper.keeping({});
    } catch (const mbtr::FileError&) { // one clear sentence
    }
    return 0;
}
