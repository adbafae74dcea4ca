#include "core/base/whole_file.h"

#include "core/base/error.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <ostream>
#include <streambuf>
#include <sys/stat.h>
#include <unistd.h>

namespace mbtr {

namespace {

namespace fs = std::filesystem;

/// Buffered writing to a file descriptor; keeps the reason of the first failure.
class DescriptorBuffer : public std::streambuf {
public:
    explicit DescriptorBuffer(int descriptor)
        : m_descriptor(descriptor)
    {
        setp(m_bytes.data(), m_bytes.data() + m_bytes.size());
    }
    int error() const { return m_error; }

protected:
    int_type overflow(int_type c) override
    {
        if (sync() != 0)
            return traits_type::eof();
        if (!traits_type::eq_int_type(c, traits_type::eof()))
            sputc(traits_type::to_char_type(c));
        return traits_type::not_eof(c);
    }
    int sync() override
    {
        const char* p = pbase();
        while (p != pptr() && m_error == 0) {
            const ssize_t count = ::write(m_descriptor, p, static_cast<std::size_t>(pptr() - p));
            if (count >= 0)
                p += count;
            else if (errno != EINTR)
                m_error = errno;
        }
        setp(m_bytes.data(), m_bytes.data() + m_bytes.size());
        return m_error == 0 ? 0 : -1;
    }

private:
    int m_descriptor;
    int m_error = 0;
    std::array<char, 1 << 16> m_bytes;
};

class Descriptor {
public:
    explicit Descriptor(int value)
        : m_value(value)
    {
    }
    ~Descriptor()
    {
        if (m_value >= 0)
            close(m_value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int value() const { return m_value; }

private:
    int m_value;
};

[[noreturn]] void failToWrite(const std::string& path, int error)
{
    throw FileError(path, 0, std::string("cannot be written: ") + std::strerror(error));
}

void writeTo(int descriptor, const std::string& path, const std::function<void(std::ostream&)>& write)
{
    DescriptorBuffer buffer(descriptor);
    std::ostream stream(&buffer);
    write(stream);
    stream.flush();
    if (!stream)
        failToWrite(path, buffer.error() != 0 ? buffer.error() : EIO);
}

/// Unique among all processes that write beside each other.
std::string temporaryName(const fs::path& target)
{
    static std::atomic<int> counter {0};
    const std::string name
        = "." + target.filename().string().substr(0, 200) + "." + std::to_string(getpid()) + "-" + std::to_string(++counter);
    return (target.parent_path() / name).string();
}

void renameOnto(const std::string& temporary, const fs::path& target, const std::string& path)
{
    if (std::rename(temporary.c_str(), target.c_str()) == 0)
        return;
    const int error = errno;
    unlink(temporary.c_str());
    failToWrite(path, error);
}

std::atomic<const char*> unfinishedName = nullptr; // a signal handler can see nothing else

/// While it lives, removeUnfinishedFile() knows of this name.
class UnfinishedFile {
public:
    explicit UnfinishedFile(const std::string& name) { unfinishedName = name.c_str(); }
    ~UnfinishedFile() { unfinishedName = nullptr; }
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;
};

/// A file that was there keeps its permissions.
void takePermissions(int descriptor, const fs::path& target)
{
    struct stat status { };
    if (stat(target.c_str(), &status) == 0)
        (void)!fchmod(descriptor, status.st_mode & 07777);
}

/// With a file that has no name yet, so that a killed process leaves nothing; false where the file system has no such thing.
bool writeAnonymous(const fs::path& target, const std::string& path, const std::function<void(std::ostream&)>& write)
{
    const Descriptor file(open(target.parent_path().c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666));
    if (file.value() < 0)
        return false;
    const std::string self = "/proc/self/fd/" + std::to_string(file.value());
    if (access(self.c_str(), F_OK) != 0)
        return false;
    writeTo(file.value(), path, write);
    takePermissions(file.value(), target);
    if (fsync(file.value()) != 0)
        failToWrite(path, errno);
    const auto linkAs = [&](const char* name) { return linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0; };
    if (linkAs(target.c_str())) // in one step where there is no older file
        return true;
    if (errno != EEXIST)
        failToWrite(path, errno);
    const std::string temporary = temporaryName(target);
    const UnfinishedFile unfinished(temporary);
    if (!linkAs(temporary.c_str()))
        failToWrite(path, errno);
    renameOnto(temporary, target, path);
    return true;
}

void writeNamed(const fs::path& target, const std::string& path, const std::function<void(std::ostream&)>& write)
{
    const std::string temporary = temporaryName(target);
    const UnfinishedFile unfinished(temporary);
    const Descriptor file(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (file.value() < 0)
        failToWrite(path, errno);
    try {
        writeTo(file.value(), path, write);
        takePermissions(file.value(), target);
        if (fsync(file.value()) != 0)
            failToWrite(path, errno);
    } catch (...) {
        unlink(temporary.c_str());
        throw;
    }
    renameOnto(temporary, target, path);
}

/// Where `path` leads, through symbolic links.
fs::path targetOf(const std::string& path)
{
    std::error_code ignored;
    fs::path target = fs::weakly_canonical(fs::absolute(path, ignored), ignored);
    if (target.empty() || !fs::is_directory(target.parent_path(), ignored))
        throw FileError(path, 0, "cannot be written: there is no such folder");
    if (fs::is_directory(target, ignored))
        throw FileError(path, 0, "cannot be written: is a folder");
    if (fs::exists(target, ignored) && access(target.c_str(), W_OK) != 0) // replaced, not written to: nothing else would refuse
        failToWrite(path, errno);
    return target;
}

} // namespace

void requireWritable(const std::string& path)
{
    const fs::path target = targetOf(path);
    std::error_code ignored;
    const bool isDevice = fs::exists(target, ignored) && !fs::is_regular_file(target, ignored);
    if (!isDevice && access(target.parent_path().c_str(), W_OK) != 0)
        failToWrite(path, errno);
}

void removeUnfinishedFile() noexcept
{
    if (const char* name = unfinishedName)
        unlink(name);
}

void writeWhole(const std::string& path, const std::function<void(std::ostream&)>& write)
{
    std::error_code ignored;
    const fs::path target = targetOf(path);
    if (fs::exists(target, ignored) && !fs::is_regular_file(target, ignored)) { // a pipe or a device
        const Descriptor file(open(target.c_str(), O_WRONLY | O_CLOEXEC));
        if (file.value() < 0)
            failToWrite(path, errno);
        return writeTo(file.value(), path, write);
    }
    if (!writeAnonymous(target, path, write))
        writeNamed(target, path, write);
}

} // namespace mbtr
