// Tables that are joined to a dataset.
#include "core/base/error.h"
#include "core/io/tables/join_table.h"
#include "tests/fuzz/file_in_memory.h"
#include "tests/support/sound_dataset.h"

#include <cstdio>

namespace {

mbtr::Dataset threeAtoms()
{
    mbtr::Dataset dataset;
    for (const char* name : {"a", "b", "c"}) {
        mbtr::Structure atom;
        atom.species = {1};
        atom.positions = Eigen::Matrix3Xd::Zero(3, 1);
        atom.name = name;
        dataset.structures.push_back(atom);
    }
    dataset.sources = {{"a.xyz", 0, 2}, {"b.xyz", 2, 3}};
    return dataset;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const mbtr::test::FileInMemory file(data, size);
    mbtr::Dataset dataset = threeAtoms();
    mbtr::Progress progress;
    try {
        mbtr::joinTable(dataset, mbtr::readTable(file.path(), progress), {});
        if (const std::string problem = mbtr::test::problemOf(dataset); !problem.empty()) {
            std::fprintf(stderr, "unsound dataset: %s\n", problem.c_str());
            std::abort();
        }
    } catch (const mbtr::FileError&) {
    }
    return 0;
}
