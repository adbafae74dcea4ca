#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

namespace mbtr {

class TextInput;

/// The bytes of a JSON file one after the other, read block by block. NaN, Infinity and -Infinity outside of texts, as Python
/// writes them, become null.
class JsonBytes {
public:
    explicit JsonBytes(TextInput& input);

    bool atEnd() const { return m_inserted.empty() && m_at == m_block.size(); }
    char current() const { return m_inserted.empty() ? m_block[m_at] : m_inserted.front(); }
    void advance();
    /// Of the byte that was read last, from 1.
    long line() const { return m_line; }

private:
    void settle();
    void replaceNonFinite();

    TextInput& m_input;
    std::string m_block;
    std::size_t m_at = 0;
    std::string_view m_inserted; ///< what stands before m_at instead of a word that was there
    long m_line = 1;
    bool m_quoted = false, m_escaped = false, m_ended = false;
};

/// What nlohmann's parser wants; a default one is the end.
class JsonIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    JsonIterator() = default;
    explicit JsonIterator(JsonBytes& bytes)
        : m_bytes(&bytes)
    {
    }
    char operator*() const { return m_bytes->current(); }
    JsonIterator& operator++()
    {
        m_bytes->advance();
        return *this;
    }
    JsonIterator operator++(int)
    {
        const JsonIterator before = *this;
        m_bytes->advance();
        return before;
    }
    bool operator==(const JsonIterator& other) const { return atEnd() == other.atEnd(); }

private:
    bool atEnd() const { return !m_bytes || m_bytes->atEnd(); }
    JsonBytes* m_bytes = nullptr;
};

} // namespace mbtr
