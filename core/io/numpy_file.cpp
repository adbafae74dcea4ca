#include "core/io/numpy_file.h"

#include "core/base/error.h"
#include "core/features/sparse_features.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <ostream>
#include <zip.h>

namespace mbtr {

static_assert(std::endian::native == std::endian::little, "the .npy files here are little-endian");

namespace {

/// Magic, length and dictionary of an .npy file; data start at a multiple of 64 bytes.
std::string npyHeader(const std::string& type, std::span<const std::int64_t> shape)
{
    std::string text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (";
    for (const std::int64_t extent : shape)
        text += std::to_string(extent) + ", ";
    text += ")}";
    constexpr std::size_t kPrefix = 10;
    while ((kPrefix + text.size() + 1) % 64 != 0)
        text += ' ';
    text += '\n';
    const auto length = text.size();
    return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(length & 255) + static_cast<char>(length >> 8) + text;
}

template <typename T>
std::string bytesOf(std::span<const T> values)
{
    return std::string(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

std::string integers(const std::vector<std::int64_t>& values)
{
    const std::int64_t shape[] {static_cast<std::int64_t>(values.size())};
    return npyHeader("<i8", shape) + bytesOf(std::span(values));
}

/// A zip archive that is thrown away unless closed: libzip writes a temporary file and renames it.
class Archive {
public:
    explicit Archive(const std::string& path)
        : m_path(path)
    {
        int code = 0;
        m_zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
        if (!m_zip) {
            zip_error_t error;
            zip_error_init_with_code(&error, code);
            const std::string why = zip_error_strerror(&error);
            zip_error_fini(&error);
            throw FileError(path, 0, "cannot be written: " + why);
        }
    }
    ~Archive()
    {
        if (m_zip)
            zip_discard(m_zip);
    }
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    void add(const std::string& name, std::string content)
    {
        const std::string& kept = *m_members.emplace_back(std::make_unique<std::string>(std::move(content)));
        zip_source_t* source = zip_source_buffer(m_zip, kept.data(), kept.size(), 0);
        if (!source || zip_file_add(m_zip, name.c_str(), source, ZIP_FL_OVERWRITE) < 0) {
            zip_source_free(source);
            fail();
        }
    }
    void close()
    {
        if (zip_close(m_zip) != 0)
            fail();
        m_zip = nullptr;
    }

private:
    [[noreturn]] void fail() { throw FileError(m_path, 0, std::string("cannot be written: ") + zip_strerror(m_zip)); }

    std::string m_path;
    zip_t* m_zip = nullptr;
    std::vector<std::unique_ptr<std::string>> m_members; // libzip reads them when closing
};

} // namespace

void writeNpyHeader(std::ostream& out, std::span<const std::int64_t> shape)
{
    const std::string header = npyHeader("<f8", shape);
    out.write(header.data(), static_cast<std::streamsize>(header.size()));
}

void writeNpy(std::ostream& out, std::span<const double> values, std::span<const std::int64_t> shape)
{
    writeNpyHeader(out, shape);
    out.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size_bytes()));
}

void writeSparseNpz(const std::string& path, const SparseFeatures& features)
{
    const std::int64_t count[] {static_cast<std::int64_t>(features.values.size())};
    Archive archive(path);
    archive.add("indices.npy", integers(features.column));
    archive.add("indptr.npy", integers(features.rowBegin));
    archive.add("format.npy", npyHeader("|S3", {}) + "csr");
    archive.add("shape.npy", integers({features.rows, features.columns}));
    archive.add("data.npy", npyHeader("<f8", count) + bytesOf(std::span(features.values)));
    archive.close();
}

} // namespace mbtr
