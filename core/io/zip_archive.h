#pragma once

#include "core/io/npy.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct zip;
struct zip_source;

namespace mbtr {

/// A zip archive that is being written: members are stored as they are, and only finish() makes the file, whole or not at
/// all. It stands in memory before, since libzip's own temporary file stays behind where the program is killed. Throws FileError.
class ZipWriter {
public:
    explicit ZipWriter(std::string path);
    ~ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    void add(const std::string& name, std::string text);
    /// bytes: the numbers of an array; they must live until finish().
    void addArray(const std::string& name, const NpyHeader& header, std::span<const std::byte> bytes);
    void finish();

private:
    void addParts(const std::string& name, std::vector<std::span<const std::byte>> parts);
    [[noreturn]] void fail(const std::string& reason) const;

    std::string m_path;
    zip_source* m_bytes = nullptr; ///< the archive as it will stand in the file
    zip* m_zip = nullptr;
    std::int64_t m_size = 0;
    std::vector<std::unique_ptr<std::string>> m_texts; ///< kept until finish()
};

/// A zip archive to read members of. Throws FileError, also where a member is missing or damaged.
class ZipReader {
public:
    explicit ZipReader(std::string path);
    ~ZipReader();
    ZipReader(const ZipReader&) = delete;
    ZipReader& operator=(const ZipReader&) = delete;

    std::string text(const std::string& name) const;
    /// Reads an .npy member. target: called once with the header, returns where its numbers go.
    void readArray(const std::string& name, const std::function<std::span<std::byte>(const NpyHeader&)>& target) const;

private:
    std::string m_path;
    zip* m_zip = nullptr;
};

} // namespace mbtr
