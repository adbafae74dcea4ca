#include "core/io/xyz/key_values.h"

#include "core/base/text.h"

#include <algorithm>

namespace mbtr {

namespace {

// Each is looked for up to the end of the line; a line of nothing but brackets that open would take the square of its length.
constexpr int kMostUnclosed = 100;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

} // namespace

void KeyValues::skipBlanks()
{
    while (m_at < m_line.size() && isBlank(m_line[m_at]))
        ++m_at;
}

std::string_view KeyValues::takeWord()
{
    const std::size_t begin = m_at;
    while (m_at < m_line.size() && !isBlank(m_line[m_at]))
        ++m_at;
    return m_line.substr(begin, m_at - begin);
}

/// \n, \\, \" and \'; any other backslash stands for itself: SMILES have them.
std::string_view KeyValues::withoutEscapes(std::string_view text)
{
    if (text.find('\\') == std::string_view::npos)
        return text;
    std::string& result = m_unescaped.emplace_back();
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        const bool escapes = text[i] == '\\' && (next == 'n' || next == '\\' || next == '"' || next == '\'');
        result += !escapes ? text[i] : next == 'n' ? '\n' : next;
        i += escapes ? 1 : 0;
    }
    return result;
}

/// What stands between the quote at the present place and its partner; nothing where there is none.
std::optional<std::string_view> KeyValues::takeQuoted(char quote)
{
    for (std::size_t i = m_at + 1; i < m_line.size(); ++i) {
        if (m_line[i] == '\\') {
            ++i;
        } else if (m_line[i] == quote) {
            const auto inside = m_line.substr(m_at + 1, i - m_at - 1);
            m_at = i + 1;
            return withoutEscapes(inside);
        }
    }
    return std::nullopt;
}

std::string_view KeyValues::takeKey()
{
    if (peek() == '"' || peek() == '\'')
        if (const auto key = takeQuoted(peek()))
            return *key;
    const std::size_t begin = m_at;
    while (m_at < m_line.size() && !isBlank(m_line[m_at]) && m_line[m_at] != '=')
        ++m_at;
    if (m_at == begin) // a '=' without a key
        ++m_at;
    return m_line.substr(begin, m_at - begin);
}

/// Steps over '=' and the blanks around it, if there is one.
bool KeyValues::takeEqualSign()
{
    const std::size_t keyEnd = m_at;
    skipBlanks();
    if (peek() != '=') {
        m_at = keyEnd;
        return false;
    }
    const bool blankBefore = m_at > keyEnd;
    const std::size_t valueBegin = ++m_at;
    skipBlanks();
    if (m_at == valueBegin || blankBefore)
        return true;
    // "key= next=5": the value is empty; "key= 5": it is 5.
    const std::size_t wordBegin = m_at;
    const bool isNextKey = takeWord().find('=') != std::string_view::npos && m_line[wordBegin] != '"';
    m_at = isNextKey ? valueBegin : wordBegin;
    return true;
}

/// "{..}" or "[..]", nested and with quotes inside. False where it is no such thing as a whole: the SMILES [Na+].[Cl-].
bool KeyValues::takeDelimited(KeyValue& pair, char open, char close, KeyValue::Form form)
{
    if (m_unclosed >= kMostUnclosed)
        return false;
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = m_at; i < m_line.size(); ++i) {
        const char c = m_line[i];
        if (quoted && c == '\\')
            ++i;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == open)
            ++depth;
        else if (!quoted && c == close && --depth == 0) {
            if (i + 1 < m_line.size() && !isBlank(m_line[i + 1]))
                return false;
            pair.value = m_line.substr(m_at + 1, i - m_at - 1);
            pair.form = form;
            m_at = i + 1;
            return true;
        }
    }
    ++m_unclosed;
    return false;
}

/// Makes the words of a list that are all in quotes one text; other lists stay as they are.
void KeyValues::takeStrings(KeyValue& pair)
{
    std::string joined;
    std::string_view rest = pair.value;
    const auto skip = [&] {
        while (!rest.empty() && (isBlank(rest.front()) || rest.front() == ','))
            rest.remove_prefix(1);
    };
    for (skip(); !rest.empty(); skip()) {
        if (rest.front() != '"')
            return;
        std::size_t end = 1;
        while (end < rest.size() && rest[end] != '"')
            end += rest[end] == '\\' ? 2 : 1;
        if (end >= rest.size())
            return;
        joined += (joined.empty() ? "" : ", ") + std::string(withoutEscapes(rest.substr(1, end - 1)));
        rest.remove_prefix(end + 1);
    }
    if (pair.value.find('"') == std::string_view::npos)
        return;
    pair.value = m_unescaped.emplace_back(std::move(joined));
    pair.form = KeyValue::Form::Strings;
}

void KeyValues::takeValue(KeyValue& pair)
{
    const char first = peek();
    if (first == '"' || first == '\'') {
        if (const auto text = takeQuoted(first)) {
            pair.value = *text;
            pair.form = KeyValue::Form::Quoted;
            return;
        }
        if (first == '"' && !m_problem)
            m_problem = "the quote that opens the value of " + inQuotes(pair.key) + " is not closed";
    }
    if ((first == '{' && takeDelimited(pair, '{', '}', KeyValue::Form::Braced))
        || (first == '[' && takeDelimited(pair, '[', ']', KeyValue::Form::Bracketed)))
        return takeStrings(pair);
    pair.value = takeWord();
    if (pair.value.ends_with(',') && parseDouble(pair.value.substr(0, pair.value.size() - 1))) // "i = 5, time = 0.1"
        pair.value.remove_suffix(1);
}

std::optional<std::string> KeyValues::parse(std::string_view line)
{
    m_line = line;
    m_at = 0;
    m_pairs.clear();
    m_unescaped.clear();
    m_problem.reset();
    m_unclosed = 0;
    for (skipBlanks(); m_at < m_line.size(); skipBlanks()) {
        KeyValue& pair = m_pairs.emplace_back();
        pair.key = takeKey();
        if (takeEqualSign()) {
            takeValue(pair);
            continue;
        }
        pair.form = KeyValue::Form::Bare;
        if (!pair.key.ends_with(':'))
            continue;
        const std::size_t keyEnd = m_at;
        skipBlanks();
        const std::string_view word = takeWord();
        if (pair.key.size() > 1 && parseDouble(word)) { // "energy: -5.07 gnorm: 0.0003"
            pair = {pair.key.substr(0, pair.key.size() - 1), word, KeyValue::Form::Plain};
        } else {
            m_at = keyEnd;
        }
    }
    return m_problem;
}

const KeyValue* KeyValues::find(std::string_view key) const
{
    const auto found
        = std::find_if(m_pairs.rbegin(), m_pairs.rend(), [&](const KeyValue& pair) { return equalsIgnoringCase(pair.key, key); });
    return found == m_pairs.rend() ? nullptr : &*found;
}

} // namespace mbtr
