// One of these for each reader: MBTR_FUZZ_FORMAT is the id of its format, "" = content decides. libFuzzer calls it with mutated
// files.
#include "core/base/error.h"
#include "core/io/format.h"
#include "core/io/read_dataset.h"
#include "core/io/text_input.h"
#include "tests/fuzz/archive_seeds.h"
#include "tests/fuzz/file_in_memory.h"
#include "tests/support/sound_dataset.h"

#include <cstdio>
#include <string_view>

namespace {

mbtr::Dataset read(const std::string& path, const mbtr::ReadOptions& options)
{
    constexpr std::string_view kFormat = MBTR_FUZZ_FORMAT;
    mbtr::Progress progress;
    if (kFormat.empty())
        return mbtr::readFile(path, progress, options);
    mbtr::TextInput input(path, progress);
    return mbtr::readAs(mbtr::formatCalled(kFormat), input, options);
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

#ifdef MBTR_FUZZ_ARCHIVE
/// The files in the folder of seeds are enough.
const std::vector<std::string>& mbtr::test::archiveSeeds()
{
    static const std::vector<std::string> none;
    return none;
}
#endif

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const mbtr::test::FileInMemory file(data, size);
    try {
        if (const std::string problem = mbtr::test::problemOf(readOrNameElements(file.path())); !problem.empty()) {
            std::fprintf(stderr, "unsound dataset: %s\n", problem.c_str());
            std::abort();
        }
    } catch (const mbtr::FileError&) { // one clear sentence is what a damaged file should give
    }
    return 0;
}
