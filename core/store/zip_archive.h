#pragma once

#include "core/store/npy.h"

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

/// An .npy member of an archive, read piece by piece from its beginning. Throws FileError where it is damaged.
class ZipArray {
public:
    ~ZipArray();
    const NpyHeader& header() const { return m_header; }
    /// The next bytes of the numbers.
    void read(std::span<std::byte> target);
    /// Throws where the numbers do not end here, or their checksum is not right.
    void requireEnd();

private:
    friend class ZipReader;
    class Source;
    ZipArray();
    NpyHeader m_header;
    std::vector<std::byte> m_early; ///< read with the header
    std::size_t m_taken = 0; ///< of m_early
    std::unique_ptr<Source> m_source;
};

/// Throws FileError where less memory than this is free. what: "the part 'R.npy'".
void requireMemoryFor(const std::string& path, const std::string& what, std::int64_t bytes);

/// Bytes of one number of an .npy type ("<f8", ">f8", "|u1"); 0 for a type that is not read.
std::size_t npyItemSize(const std::string& type);

/// A zip archive to read members of. Throws FileError, also where a member is missing or damaged.
class ZipReader {
public:
    explicit ZipReader(std::string path);
    /// bytes: the whole archive, kept as long as this is; path: for error texts.
    ZipReader(std::string path, std::string bytes);
    ~ZipReader();
    ZipReader(const ZipReader&) = delete;
    ZipReader& operator=(const ZipReader&) = delete;

    std::vector<std::string> names() const;
    std::string text(const std::string& name) const;
    /// Opens an .npy member, of a type that npyItemSize() knows. Must not outlive this object.
    std::unique_ptr<ZipArray> array(const std::string& name) const;
    /// Reads an .npy member in C order and little endian. target: called once with the header, returns where its numbers go.
    void readArray(const std::string& name, const std::function<std::span<std::byte>(const NpyHeader&)>& target) const;

private:
    std::string m_path;
    std::string m_bytes; ///< of an archive that is no file of its own
    std::uint64_t m_size = 0;
    zip* m_zip = nullptr;
};

} // namespace mbtr
