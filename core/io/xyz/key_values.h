#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// One `key=value` of the comment line of an XYZ file.
struct KeyValue {
    enum class Form { Bare, Plain, Quoted, Braced, Bracketed, Strings };
    std::string_view key;
    std::string_view value; ///< without quotes and escapes; empty for a bare key; of Strings all, ", " between them
    Form form = Form::Plain;
};

/// The keys of a comment line, as the programs in use write them: key=value, key = value, key="a b", key='a b', key={a b},
/// key=[a, b], "quoted key"=value, a key alone, `key: number`; backslash escapes inside quotes. Braces and brackets around
/// nothing but quoted words hold texts, whatever these look like: {"1 3 4 5"} (https://github.com/libAtoms/extxyz).
class KeyValues {
public:
    /// The views point into `line` and into this object; both must stay as they are. Returns what is wrong, if anything.
    std::optional<std::string> parse(std::string_view line);
    const std::vector<KeyValue>& pairs() const { return m_pairs; }
    /// The last one of this name, capitals or not; nullptr where there is none.
    const KeyValue* find(std::string_view key) const;

private:
    std::string_view takeKey();
    bool takeEqualSign();
    void takeValue(KeyValue& pair);
    bool takeDelimited(KeyValue& pair, char open, char close, KeyValue::Form form);
    std::string_view takeWord();
    std::optional<std::string_view> takeQuoted(char quote);
    std::string_view withoutEscapes(std::string_view text);
    void takeStrings(KeyValue& pair);
    void skipBlanks();
    char peek() const { return m_at < m_line.size() ? m_line[m_at] : '\0'; }

    std::string_view m_line;
    std::size_t m_at = 0;
    std::vector<KeyValue> m_pairs;
    std::deque<std::string> m_unescaped;
    std::optional<std::string> m_problem;
    int m_unclosed = 0; ///< brackets of the line without a partner
};

} // namespace mbtr
