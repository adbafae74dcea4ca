// Mutations for zip archives (.npz, models, checkpoints): one member changes and the archive is made anew, so that its checksums
// are right.
#include "core/base/error.h"
#include "core/store/zip_archive.h"
#include "tests/fuzz/archive_seeds.h"
#include "tests/fuzz/file_in_memory.h"
#include "tests/fuzz/mutations.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t mostBytes);

namespace mbtr::test {

namespace {

constexpr std::size_t kLargestMember = 16384;

std::string mutatedMember(const std::string& name, const std::string& text, std::mt19937& random)
{
    if (name.ends_with(".json") && random() % 8 != 0)
        return mutatedJson(text, random);
    return name.ends_with(".npy") ? mutatedNpy(text, random, kLargestMember) : mutatedBytes(text, kLargestMember);
}

/// Throws FileError for what is no archive.
std::string withAnotherMember(const FileInMemory& file, std::mt19937& random)
{
    const ZipReader archive(file.path());
    const std::vector<std::string> names = archive.names();
    if (names.empty())
        throw FileError(file.path(), 0, "is empty");
    const std::string changed = oneOf(names, random);
    return bytesOfFile([&](const std::string& path) {
        ZipWriter writer(path);
        for (const std::string& name : names) {
            const std::string text = archive.text(name);
            writer.add(name, name == changed ? mutatedMember(name, text, random) : text);
        }
        writer.finish();
    });
}

} // namespace

std::string bytesOfFile(const std::function<void(const std::string& path)>& write)
{
    const std::string path
        = (std::filesystem::temp_directory_path() / ("mbtr_fuzz_" + std::to_string(getpid()) + ".zip")).string();
    write(path);
    std::ifstream stream(path, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(stream), {});
    std::filesystem::remove(path);
    return bytes;
}

} // namespace mbtr::test

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t mostBytes, unsigned seed)
{
    using namespace mbtr::test;
    constexpr unsigned kRawEvery = 8; // the archive itself is to be damaged too
    std::mt19937 random(seed);
    if (random() % kRawEvery == 0)
        return LLVMFuzzerMutate(data, size, mostBytes);
    try {
        const std::string bytes = withAnotherMember(FileInMemory(data, size), random);
        return bytes.size() > mostBytes ? size : giveBack(bytes, data, mostBytes);
    } catch (const mbtr::FileError&) {
        if (archiveSeeds().empty())
            return LLVMFuzzerMutate(data, size, mostBytes);
        return giveBack(oneOf(archiveSeeds(), random), data, mostBytes);
    }
}
