// Files of trained models: both kinds are zip archives.
#include "core/base/error.h"
#include "core/store/gdml_file.h"
#include "core/store/model_file.h"
#include "tests/fuzz/file_in_memory.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const mbtr::test::FileInMemory file(data, size);
    try {
        mbtr::readModel(file.path());
    } catch (const mbtr::FileError&) {
    }
    try {
        mbtr::readGdml(file.path());
    } catch (const mbtr::FileError&) {
    }
    return 0;
}
