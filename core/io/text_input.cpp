#include "core/io/text_input.h"

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/store/file_memory.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

namespace mbtr {

namespace {

constexpr std::size_t kBlock = 64 * 1024;
constexpr std::size_t kLongestLine = 64 * 1024 * 1024;
constexpr std::size_t kWatchedBuffer = 64 * 1024 * 1024; // a larger one has to fit the memory that is free
constexpr std::size_t kLargestWhole = 1024 * 1024 * 1024;

int openDescriptor(const std::string& path)
{
    const int descriptor = path == "-" ? dup(STDIN_FILENO) : open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT)
        throw FileError(path, 0, "there is no such file");
    if (descriptor < 0)
        throw FileError(path, 0, std::string("cannot be opened: ") + std::strerror(errno));
    return descriptor;
}

} // namespace

TextInput::TextInput(const std::string& path, Progress& progress)
    : m_path(path == "-" ? "standard input" : path)
    , m_step("reading " + std::filesystem::path(m_path).filename().string())
    , m_progress(progress)
    , m_buffer(2 * kBlock)
{
    const int descriptor = openDescriptor(path);
    struct stat status { };
    const bool known = fstat(descriptor, &status) == 0;
    if (known && S_ISDIR(status.st_mode)) {
        close(descriptor);
        throw FileError(m_path, 0, "is a folder, expected a file");
    }
    if (known && S_ISREG(status.st_mode))
        m_fileSize = static_cast<double>(status.st_size);
    m_file = gzdopen(descriptor, "rb");
    if (!m_file) {
        close(descriptor);
        throw FileError(m_path, 0, "cannot be opened: no memory for reading");
    }
    gzbuffer(m_file, kBlock);
    try {
        fill();
        checkEncoding();
    } catch (...) { // the destructor does not run for a constructor that throws
        gzclose(m_file);
        throw;
    }
}

TextInput::~TextInput()
{
    gzclose(m_file);
}

/// For a block behind what was not yet taken.
void TextInput::makeRoom()
{
    if (m_begin > 0)
        std::copy(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_begin), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_end),
                  m_buffer.begin());
    m_end -= m_begin;
    m_begin = 0;
    if (m_buffer.size() - m_end >= kBlock)
        return;
    if (m_buffer.size() >= kWatchedBuffer)
        requireMemoryForFile(static_cast<std::int64_t>(2 * m_buffer.size()), m_path, "reading it");
    m_buffer.resize(2 * m_buffer.size());
}

bool TextInput::fill()
{
    m_progress.throwIfCancelled();
    if (m_atEnd)
        return false;
    makeRoom();

    const int count = gzread(m_file, m_buffer.data() + m_end, kBlock);
    int error = Z_OK;
    const std::string reason = gzerror(m_file, &error);
    if (error == Z_BUF_ERROR)
        throw FileError(m_path, m_lineNumber, "the compressed data ends too early: the file was cut off");
    if (count < 0)
        throw FileError(m_path, m_lineNumber, "cannot be read: " + (error == Z_ERRNO ? std::strerror(errno) : reason));
    m_end += static_cast<std::size_t>(count);
    m_atEnd = count == 0;
    m_unpacked += count;
    if (m_unpacked > m_mostUnpacked && gzdirect(m_file) == 0)
        throw FileError(m_path, 0,
                        "unpacks to more than " + bytesToText(m_mostUnpacked)
                            + ", the limit for compressed files; unpack it first, or allow more (--most-unpacked)");
    if (m_fileSize > 0)
        m_progress.report(std::min(1.0, static_cast<double>(gzoffset(m_file)) / m_fileSize), m_step);
    return !m_atEnd;
}

void TextInput::checkEncoding()
{
    const std::string_view start = head();
    const bool isZip = start.starts_with("PK\x03\x04");
    m_canReopen = m_fileSize > 0 && gzdirect(m_file) == 1;
    if (isZip)
        return;
    if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF"))
        throw FileError(m_path, 1, "is UTF-16 text, expected UTF-8");
    if (start.find('\0') != std::string_view::npos)
        throw FileError(m_path, 0, "is a binary file, expected text");
    if (start.starts_with("\xEF\xBB\xBF")) // the byte order mark some editors leave
        m_begin += 3;
    if (start.find('\n') == std::string_view::npos && start.find('\r') != std::string_view::npos)
        m_lineEnd = '\r';
}

bool TextInput::next(std::string_view& line)
{
    std::size_t searched = 0;
    for (;;) {
        const char* begin = m_buffer.data() + m_begin;
        const std::size_t size = m_end - m_begin;
        const void* found = std::memchr(begin + searched, m_lineEnd, size - searched);
        std::size_t length = found ? static_cast<std::size_t>(static_cast<const char*>(found) - begin) : size;
        if (!found) {
            searched = size;
            if (size > kLongestLine)
                throw FileError(m_path, m_lineNumber + 1, "the line is longer than 64 MiB; this is not a text file");
            if (fill())
                continue;
            if (size == 0)
                return false;
            begin = m_buffer.data() + m_begin;
        }
        m_begin += length + (found ? 1 : 0);
        ++m_lineNumber;
        if (length > 0 && begin[length - 1] == '\r')
            --length;
        line = {begin, length};
        return true;
    }
}

std::string_view TextInput::takeBlock()
{
    if (m_begin == m_end)
        fill();
    const std::string_view block = head();
    m_begin = m_end;
    return block;
}

std::string TextInput::takeAll()
{
    while (fill())
        if (m_end - m_begin > kLargestWhole)
            throw FileError(m_path, 0, "is larger than 1 GiB, too large for this format");
    std::string all(head());
    m_begin = m_end;
    return all;
}

void TextInput::fail(const std::string& message) const
{
    throw FileError(m_path, m_lineNumber, message);
}

std::string fileStem(const std::string& path)
{
    std::filesystem::path name = std::filesystem::path(path == "-" ? "standard input" : path).filename();
    if (name.extension() == ".gz")
        name = name.stem();
    return name.stem().string();
}

} // namespace mbtr
