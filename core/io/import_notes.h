#pragma once

#include "core/base/log.h"

#include <string>
#include <vector>

namespace mbtr {

/// Messages of an import, one for each kind of thing noticed: the first place is kept, further ones are counted.
class ImportNotes {
public:
    explicit ImportNotes(std::string path)
        : m_path(std::move(path))
    {
    }
    /// text: the message, which also tells the kinds apart. line 0 = none.
    void add(long line, const std::string& text, Severity severity = Severity::Warning);
    /// "... (and 12 more times)" where something was noticed again.
    Messages take();

private:
    struct Entry {
        Message message;
        long count = 1;
    };
    std::string m_path;
    std::vector<Entry> m_entries;
};

} // namespace mbtr
