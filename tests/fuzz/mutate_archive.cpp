// Mutations for zip archives (.npz, models): bytes of one member change and the archive is made anew, so that its checksums are
// right.
#include "core/base/error.h"
#include "core/store/zip_archive.h"
#include "tests/fuzz/file_in_memory.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t mostBytes);

namespace {

constexpr std::size_t kLargestMember = 16384;

std::string mutated(const std::string& text)
{
    const std::size_t size = std::min(text.size(), kLargestMember);
    std::string bytes(kLargestMember, '\0');
    text.copy(bytes.data(), size);
    bytes.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(bytes.data()), size, kLargestMember));
    return bytes;
}

/// Throws FileError for what is no archive.
std::string withAnotherMember(const mbtr::test::FileInMemory& file, unsigned seed)
{
    const mbtr::ZipReader archive(file.path());
    const std::vector<std::string> names = archive.names();
    if (names.empty())
        throw mbtr::FileError(file.path(), 0, "is empty");
    const std::string path
        = (std::filesystem::temp_directory_path() / ("mbtr_fuzz_" + std::to_string(getpid()) + ".zip")).string();
    mbtr::ZipWriter writer(path);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string text = archive.text(names[i]);
        writer.add(names[i], i == seed % names.size() ? mutated(text) : text);
    }
    writer.finish();
    std::ifstream stream(path, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(stream), {});
    std::filesystem::remove(path);
    return bytes;
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t mostBytes, unsigned seed)
{
    constexpr unsigned kRawEvery = 8; // the archive itself is to be damaged too
    if (seed % kRawEvery == 0)
        return LLVMFuzzerMutate(data, size, mostBytes);
    try {
        const std::string bytes = withAnotherMember(mbtr::test::FileInMemory(data, size), seed / kRawEvery);
        if (bytes.size() > mostBytes)
            return size;
        std::memcpy(data, bytes.data(), bytes.size());
        return bytes.size();
    } catch (const mbtr::FileError&) {
        return LLVMFuzzerMutate(data, size, mostBytes);
    }
}
