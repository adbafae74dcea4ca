#pragma once

#include "core/io/npy.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct zip;

namespace mbtr {

/// A zip archive that is being written: members are stored as they are, and only finish() makes the file, whole or not at
/// all. Throws FileError.
class ZipWriter {
public:
    explicit ZipWriter(std::string path);
    ~ZipWriter();

    void add(const std::string& name, std::string text);
    /// bytes: the numbers of an array; they must live until finish().
    void addArray(const std::string& name, const NpyHeader& header, std::span<const std::byte> bytes);
    void finish();

private:
    void addParts(const std::string& name, std::vector<std::span<const std::byte>> parts);

    std::string m_path;
    zip* m_zip = nullptr;
    std::vector<std::unique_ptr<std::string>> m_texts; ///< kept until finish()
};

/// A zip archive to read members of. Throws FileError, also where a member is missing or damaged.
class ZipReader {
public:
    explicit ZipReader(std::string path);
    ~ZipReader();

    std::string text(const std::string& name) const;
    /// Reads an .npy member. target: called once with the header, returns where its numbers go.
    void readArray(const std::string& name, const std::function<std::span<std::byte>(const NpyHeader&)>& target) const;

private:
    std::string m_path;
    zip* m_zip = nullptr;
};

} // namespace mbtr
