#include "core/store/zip_archive.h"

#include "core/base/error.h"
#include "core/base/whole_file.h"
#include "core/store/file_memory.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <ostream>
#include <system_error>
#include <zip.h>

namespace mbtr {

namespace {

constexpr std::time_t kFirstMoment = 315'619'200; ///< 2 January 1980, UTC: in 1980 everywhere on Earth

constexpr zip_uint64_t kLongestText = 64'000'000;
constexpr zip_uint64_t kLargestRatio = 1040;
constexpr std::size_t kCopyChunk = 1 << 16;
constexpr std::size_t kHeaderChunk = 4096; // an .npy header has 128 bytes, rarely more

zip* openToRead(const std::string& path)
{
    int code = 0;
    if (zip* archive = zip_open(path.c_str(), ZIP_RDONLY, &code))
        return archive;
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    throw FileError(path, 0, "cannot be read: " + reason);
}

/// Reads a source to its end, in pieces, into a stream.
void copy(zip_source_t* source, std::ostream& out)
{
    std::vector<char> chunk(kCopyChunk);
    zip_int64_t got = 0;
    while (out && (got = zip_source_read(source, chunk.data(), chunk.size())) > 0)
        out.write(chunk.data(), got);
    if (got < 0)
        out.setstate(std::ios::badbit);
}

} // namespace

/// One member, read from its beginning.
class ZipMember {
public:
    ZipMember(zip* archive, const std::string& path, const std::string& name, std::uint64_t archiveSize)
        : m_path(path)
        , m_name(name)
    {
        zip_stat_t stat;
        if (zip_stat(archive, name.c_str(), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
            throw FileError(path, 0, "has no part '" + name + "'");
        // Deflate makes at most 1032 bytes of one: a larger size is a lie, and no reason to ask for memory.
        if (stat.size / kLargestRatio > archiveSize)
            throwDamaged();
        m_size = stat.size;
        m_file.reset(zip_fopen(archive, name.c_str(), 0));
        if (!m_file)
            throwDamaged();
    }
    zip_uint64_t size() const { return m_size; }

    void read(std::byte* target, std::size_t bytes)
    {
        while (bytes > 0) {
            const zip_int64_t got = zip_fread(m_file.get(), target, bytes);
            if (got <= 0)
                throwDamaged();
            target += got;
            bytes -= static_cast<std::size_t>(got);
        }
    }
    /// The checksum is only compared where the end is reached.
    void requireEnd()
    {
        std::byte next;
        if (zip_fread(m_file.get(), &next, 1) != 0)
            throwDamaged();
    }
    [[noreturn]] void throwDamaged() const { throw FileError(m_path, 0, "the part '" + m_name + "' is damaged"); }

private:
    struct Close {
        void operator()(zip_file_t* file) const { zip_fclose(file); }
    };
    std::string m_path, m_name;
    zip_uint64_t m_size = 0;
    std::unique_ptr<zip_file_t, Close> m_file;
};

namespace {

std::span<const std::byte> bytesOf(const std::string& text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

} // namespace

void requireMemoryFor(const std::string& path, const std::string& what, std::int64_t bytes)
{
    const std::int64_t available = availableMemory();
    if (bytes > available)
        throw FileError(path, 0, what + " needs " + bytesToText(bytes) + " of memory, " + bytesToText(available) + " are free");
}

ZipWriter::ZipWriter(std::string path)
    : m_path(std::move(path))
    , m_bytes(zip_source_buffer_create(nullptr, 0, 0, nullptr))
    , m_zip(m_bytes ? zip_open_from_source(m_bytes, ZIP_CREATE | ZIP_TRUNCATE, nullptr) : nullptr)
{
    if (!m_zip) {
        zip_source_free(m_bytes);
        fail("there is no memory for it");
    }
    zip_source_keep(m_bytes); // closing the archive gives one reference back
}

ZipWriter::~ZipWriter()
{
    if (m_zip)
        zip_discard(m_zip);
    zip_source_free(m_bytes);
}

void ZipWriter::fail(const std::string& reason) const
{
    throw FileError(m_path, 0, "cannot be written: " + reason);
}

void ZipWriter::add(const std::string& name, std::string text)
{
    m_texts.push_back(std::make_unique<std::string>(std::move(text)));
    addParts(name, {bytesOf(*m_texts.back())});
}

void ZipWriter::addArray(const std::string& name, const NpyHeader& header, std::span<const std::byte> bytes)
{
    m_texts.push_back(std::make_unique<std::string>(toBytes(header)));
    addParts(name, {bytesOf(*m_texts.back()), bytes});
}

void ZipWriter::addParts(const std::string& name, std::vector<std::span<const std::byte>> parts)
{
    std::erase_if(parts, [](const auto& part) { return part.empty(); });
    std::vector<zip_buffer_fragment_t> fragments;
    for (const auto& part : parts) // libzip does not write to them
        fragments.push_back({reinterpret_cast<zip_uint8_t*>(const_cast<std::byte*>(part.data())), part.size()});
    zip_source_t* source = zip_source_buffer_fragment(m_zip, fragments.data(), fragments.size(), 0);
    const zip_int64_t index = source ? zip_file_add(m_zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        fail(zip_strerror(m_zip));
    }
    // The same numbers give the same bytes whenever they are written: the first moment that a zip archive can name.
    zip_file_set_mtime(m_zip, static_cast<zip_uint64_t>(index), kFirstMoment, 0);
    for (const auto& part : parts)
        m_size += static_cast<std::int64_t>(part.size());
    zip_set_file_compression(m_zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
}

void ZipWriter::finish()
{
    requireMemoryForFile(m_size, m_path, "writing it");
    if (zip_close(m_zip) != 0)
        fail(zip_strerror(m_zip));
    m_zip = nullptr;
    if (zip_source_open(m_bytes) != 0)
        fail(zip_error_strerror(zip_source_error(m_bytes)));
    writeWhole(m_path, [this](std::ostream& out) { copy(m_bytes, out); });
    zip_source_close(m_bytes);
}

ZipReader::ZipReader(std::string path)
    : m_path(std::move(path))
    , m_zip(openToRead(m_path))
{
    std::error_code error; // a size that is not known is no limit
    m_size = std::filesystem::file_size(m_path, error);
}

ZipReader::ZipReader(std::string path, std::string bytes)
    : m_path(std::move(path))
    , m_bytes(std::move(bytes))
    , m_size(m_bytes.size())
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(m_bytes.data(), m_bytes.size(), 0, &error);
    m_zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    const std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    if (m_zip)
        return;
    zip_source_free(source);
    throw FileError(m_path, 0, "cannot be read: " + reason);
}

ZipReader::~ZipReader()
{
    zip_discard(m_zip);
}

std::string ZipReader::text(const std::string& name) const
{
    ZipMember member(m_zip, m_path, name, m_size);
    if (member.size() > kLongestText)
        throw FileError(m_path, 0,
                        "the part '" + name + "' has " + std::to_string(member.size()) + " bytes, at most "
                            + std::to_string(kLongestText) + " are expected");
    std::string text(static_cast<std::size_t>(member.size()), ' ');
    member.read(reinterpret_cast<std::byte*>(text.data()), text.size());
    member.requireEnd();
    return text;
}

class ZipArray::Source : public ZipMember {
    using ZipMember::ZipMember;
};

ZipArray::ZipArray() = default;
ZipArray::~ZipArray() = default;

void ZipArray::read(std::span<std::byte> target)
{
    const std::size_t early = std::min(target.size(), m_early.size() - m_taken);
    std::copy_n(m_early.begin() + static_cast<std::ptrdiff_t>(m_taken), early, target.begin());
    m_taken += early;
    m_source->read(target.data() + early, target.size() - early);
}

void ZipArray::requireEnd()
{
    if (m_taken != m_early.size())
        m_source->throwDamaged();
    m_source->requireEnd();
}

std::size_t npyItemSize(const std::string& type)
{
    if (type.size() != 3 || (type[0] != '<' && type[0] != '>' && type[0] != '|' && type[0] != '='))
        return 0;
    const char kind = type[1], size = type[2];
    const bool known = (kind == 'f' && (size == '4' || size == '8'))
        || ((kind == 'i' || kind == 'u') && (size == '1' || size == '2' || size == '4' || size == '8'));
    return known ? static_cast<std::size_t>(size - '0') : 0;
}

std::vector<std::string> ZipReader::names() const
{
    std::vector<std::string> names;
    for (zip_int64_t i = 0; i < zip_get_num_entries(m_zip, 0); ++i)
        if (const char* name = zip_get_name(m_zip, static_cast<zip_uint64_t>(i), 0))
            names.emplace_back(name);
    return names;
}

std::unique_ptr<ZipArray> ZipReader::array(const std::string& name) const
{
    std::unique_ptr<ZipArray> array(new ZipArray);
    array->m_source = std::make_unique<ZipArray::Source>(m_zip, m_path, name, m_size);
    ZipMember& member = *array->m_source;
    array->m_early.resize(static_cast<std::size_t>(std::min<zip_uint64_t>(member.size(), kHeaderChunk)));
    member.read(array->m_early.data(), array->m_early.size());
    const auto header
        = parseNpyHeader({reinterpret_cast<const char*>(array->m_early.data()), array->m_early.size()}, array->m_taken);
    if (!header)
        throw FileError(m_path, 0, "the part '" + name + "' is not an array of NumPy's .npy format");
    const std::size_t itemSize = npyItemSize(header->type);
    if (itemSize == 0)
        throw FileError(m_path, 0, "the part '" + name + "' has the type '" + header->type + "', expected numbers such as '<f8'");
    if (static_cast<zip_uint64_t>(header->count()) * itemSize + array->m_taken != member.size())
        member.throwDamaged();
    array->m_header = *header;
    return array;
}

void ZipReader::readArray(const std::string& name, const std::function<std::span<std::byte>(const NpyHeader&)>& target) const
{
    const auto array = this->array(name);
    const NpyHeader& header = array->header();
    if (header.fortranOrder || header.type[0] == '>')
        throw FileError(m_path, 0,
                        "the part '" + name + "' is in Fortran order or big endian, expected C order and little endian");
    const auto bytes = static_cast<std::size_t>(header.count()) * npyItemSize(header.type);
    requireMemoryForFile(static_cast<std::int64_t>(bytes), m_path, "the part '" + name + "'");
    const std::span<std::byte> numbers = target(header);
    if (numbers.size() != bytes)
        throw FileError(m_path, 0, "the part '" + name + "' is damaged");
    array->read(numbers);
    array->requireEnd();
}

} // namespace mbtr
