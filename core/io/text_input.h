#pragma once

#include "core/base/progress.h"
#include "core/io/read_options.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

struct gzFile_s;

namespace mbtr {

/// A text file read line by line: plain or gzip (told apart by content), "-" = standard input. Line ends may be those of
/// any system. Reports progress and looks for a cancellation at every block read.
class TextInput {
public:
    /// Throws FileError where the file cannot be opened, is a folder or is not text.
    TextInput(const std::string& path, Progress& progress);
    ~TextInput();
    TextInput(const TextInput&) = delete;
    TextInput& operator=(const TextInput&) = delete;

    /// The first bytes of what was not yet taken (up to 64 KiB), for finding out the format; takes nothing.
    std::string_view head() const { return {m_buffer.data() + m_begin, m_end - m_begin}; }
    /// The next line without its end, valid until the next call; false at the end of the file.
    bool next(std::string_view& line);
    /// Some bytes more, valid until the next call of anything here; "" at the end of the file. For readers without lines.
    std::string_view takeBlock();
    /// All that was not yet taken. Throws FileError above 1 GiB.
    std::string takeAll();

    /// What a compressed file may unpack to, in bytes; beyond it reading throws FileError.
    void setMostUnpacked(std::int64_t bytes) { m_mostUnpacked = bytes; }
    std::int64_t mostUnpacked() const { return m_mostUnpacked; }

    /// Readers of several structures stop after so many; for a first look at a large file.
    void setMostStructures(int most) { m_mostStructures = most; }
    bool wantsMore(int structuresSoFar) const { return structuresSoFar < m_mostStructures; }

    /// To look for a cancellation while working on what takeAll() gave.
    Progress& progress() const { return m_progress; }
    void throwIfCancelled() const { m_progress.throwIfCancelled(); }
    /// For readers that know better than bytes how far they are.
    void report(double fraction) { m_progress.report(fraction, m_step); }

    /// Can the file be opened again by its path? Not where it is standard input or compressed.
    bool canReopen() const { return m_canReopen; }

    const std::string& path() const { return m_path; }
    /// Number of the line that next() gave last, from 1.
    long lineNumber() const { return m_lineNumber; }
    /// Throws FileError for the line that next() gave last.
    [[noreturn]] void fail(const std::string& message) const;

private:
    void makeRoom();
    bool fill(); ///< false at the end of the file
    void checkEncoding();

    std::string m_path;
    std::string m_step;
    Progress& m_progress;
    gzFile_s* m_file = nullptr;
    double m_fileSize = 0; ///< bytes on disk, 0 = not known
    std::vector<char> m_buffer;
    std::size_t m_begin = 0; ///< what was read and not yet taken: [m_begin, m_end) of the buffer
    std::size_t m_end = 0;
    std::int64_t m_unpacked = 0; ///< bytes read so far
    std::int64_t m_mostUnpacked = kMostUnpacked;
    long m_lineNumber = 0;
    int m_mostStructures = std::numeric_limits<int>::max();
    char m_lineEnd = '\n';
    bool m_atEnd = false;
    bool m_canReopen = false;
};

/// The file name without folders, ".gz" and the suffix: "qm7" for "data/qm7.extxyz.gz"; "standard input" for "-".
std::string fileStem(const std::string& path);

} // namespace mbtr
