#pragma once

#include "core/base/progress.h"

#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// A table of text: a line of titles, then rows.
struct Table {
    std::string path;
    std::vector<std::string> titles;
    std::vector<std::vector<std::string>> rows; ///< each as long as titles
    std::vector<long> lines; ///< where each row stands in the file, from 1

    /// -1 where there is none; the case of letters does not matter.
    int column(std::string_view title) const;
};

/// CSV (comma or semicolon) or TSV, plain or gzip; fields may stand in double quotes, "" in them is a quote (RFC 4180, without
/// line breaks in fields). Lines that are empty or begin with # are left out. Throws FileError (line, what was found and
/// expected).
Table readTable(const std::string& path, Progress& progress);

} // namespace mbtr
