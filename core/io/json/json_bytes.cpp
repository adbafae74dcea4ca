#include "core/io/json/json_bytes.h"

#include "core/io/text_input.h"

namespace mbtr {

namespace {

constexpr std::string_view kNonFinite[] = {"NaN", "Infinity", "-Infinity"};
constexpr std::size_t kLongestWord = 9;

} // namespace

JsonBytes::JsonBytes(TextInput& input)
    : m_input(input)
{
    settle();
}

void JsonBytes::advance()
{
    if (!m_inserted.empty()) {
        m_inserted.remove_prefix(1);
        if (m_inserted.empty())
            settle();
        return;
    }
    const char c = m_block[m_at++];
    m_line += c == '\n';
    if (m_escaped)
        m_escaped = false;
    else if (m_quoted && c == '\\')
        m_escaped = true;
    else if (c == '"')
        m_quoted = !m_quoted;
    settle();
}

/// Sees to it that a word does not end with the block, and that the current byte is one of JSON.
void JsonBytes::settle()
{
    while (!m_ended && m_block.size() - m_at < kLongestWord) {
        const std::string_view next = m_input.takeBlock();
        m_ended = next.empty();
        m_block.erase(0, m_at);
        m_block += next;
        m_at = 0;
    }
    if (!m_quoted && m_at < m_block.size() && (m_block[m_at] == 'N' || m_block[m_at] == 'I' || m_block[m_at] == '-'))
        replaceNonFinite();
}

void JsonBytes::replaceNonFinite()
{
    const std::string_view rest = std::string_view(m_block).substr(m_at);
    for (const std::string_view word : kNonFinite)
        if (rest.starts_with(word)) {
            m_inserted = "null";
            m_at += word.size();
            return;
        }
}

} // namespace mbtr
