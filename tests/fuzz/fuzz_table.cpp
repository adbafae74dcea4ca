// Tables that are joined to a dataset.
#include "core/base/error.h"
#include "core/io/tables/join_table.h"
#include "tests/fuzz/file_in_memory.h"
#include "tests/fuzz/mutations.h"
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

const std::vector<std::string> kCells {"name",
                                       "file",
                                       "index",
                                       "energy",
                                       "energy (eV)",
                                       "a",
                                       "b",
                                       "c",
                                       "a.xyz",
                                       "b.xyz",
                                       "0",
                                       "1",
                                       "2",
                                       "-1",
                                       "1e300",
                                       "nan",
                                       "NA",
                                       "",
                                       "x",
                                       "\"q\"",
                                       "\"a,b\"",
                                       "\"",
                                       "99999999999999999999",
                                       "1.5"};

/// One cell becomes another, or a line is left out or repeated.
std::string mutatedTable(const std::string& text, std::mt19937& random)
{
    std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
    for (const char c : text) {
        if (c == '\n')
            rows.emplace_back(1);
        else if (c == ',')
            rows.back().emplace_back();
        else
            rows.back().back() += c;
    }
    const std::size_t at = random() % rows.size();
    auto& row = rows[at];
    const std::size_t column = random() % row.size();
    switch (random() % 6) {
    case 0:
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(at));
        break;
    case 1:
        rows.push_back(std::vector<std::string>(row));
        break;
    case 2:
        row.push_back(mbtr::test::oneOf(kCells, random));
        break;
    case 3: // a column more in all lines
        for (auto& each : rows)
            each.push_back(mbtr::test::oneOf(kCells, random));
        break;
    default:
        row[column] = mbtr::test::oneOf(kCells, random);
    }
    std::string result;
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j < rows[i].size(); ++j)
            result += (j > 0 ? "," : i > 0 ? "\n" : "") + rows[i][j];
    return result;
}

} // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t mostBytes);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t mostBytes, unsigned seed)
{
    std::mt19937 random(seed);
    if (random() % 4 == 0)
        return LLVMFuzzerMutate(data, size, mostBytes);
    const std::string text(reinterpret_cast<const char*>(data), size);
    const bool isTable = text.find(',') != std::string::npos;
    return mbtr::test::giveBack(mutatedTable(isTable ? text : "name,x,y\na,1,2\nb,2,z\nc,3,\n", random), data, mostBytes);
}

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
