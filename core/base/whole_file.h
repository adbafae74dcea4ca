#pragma once

#include <functional>
#include <iosfwd>
#include <string>

namespace mbtr {

/// Calls `write` on a temporary file beside `path` and renames it when all went well: a failure leaves nothing behind
/// and an older file as it was. Throws FileError.
void writeWhole(const std::string& path, const std::function<void(std::ostream&)>& write);

/// Throws what writeWhole would throw for this place, before something long is computed for it.
void requireWritable(const std::string& path);

/// For a signal handler that is about to end the program: removes what a running writeWhole has put beside its target.
void removeUnfinishedFile() noexcept;

} // namespace mbtr
