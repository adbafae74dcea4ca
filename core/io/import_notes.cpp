#include "core/io/import_notes.h"

#include <algorithm>

namespace mbtr {

namespace {

constexpr std::size_t kMostKinds = 100;

} // namespace

void ImportNotes::add(long line, const std::string& text, Severity severity)
{
    const auto known
        = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.message.text == text; });
    if (known != m_entries.end())
        ++known->count;
    else if (m_entries.size() < kMostKinds)
        m_entries.push_back({.message = {severity, m_path, line, text}});
}

Messages ImportNotes::take()
{
    Messages messages;
    for (Entry& entry : m_entries) {
        if (entry.count > 1)
            entry.message.text
                += " (and " + std::to_string(entry.count - 1) + (entry.count == 2 ? " more time)" : " more times)");
        messages.push_back(std::move(entry.message));
    }
    m_entries.clear();
    return messages;
}

} // namespace mbtr
