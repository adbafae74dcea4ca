#include "core/base/text.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace mbtr {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

template <typename Number> std::optional<Number> parseWhole(std::string_view word)
{
    if (word.size() > 1 && word[0] == '+' && word[1] != '-')
        word.remove_prefix(1);
    Number value {};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size())
        return std::nullopt;
    return value;
}

} // namespace

std::optional<double> parseDouble(std::string_view word)
{
    if (const auto value = parseWhole<double>(word))
        return value;
    const auto exponent = word.find_first_of("dD*");
    if (exponent == std::string_view::npos || exponent == 0)
        return std::nullopt;
    const std::size_t length = word[exponent] != '*' ? 1 : word.substr(exponent, 2) == "*^" ? 2 : 0;
    if (length == 0)
        return std::nullopt;
    return parseWhole<double>(std::string(word).replace(exponent, length, "e"));
}

std::optional<long long> parseInteger(std::string_view word)
{
    return parseWhole<long long>(word);
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> splitWords(std::string_view line)
{
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    while (begin < line.size()) {
        while (begin < line.size() && isBlank(line[begin]))
            ++begin;
        std::size_t end = begin;
        while (end < line.size() && !isBlank(line[end]))
            ++end;
        if (end > begin)
            words.push_back(line.substr(begin, end - begin));
        begin = end;
    }
    return words;
}

std::vector<std::string_view> splitAt(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (;;) {
        const auto end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos)
            return parts;
        begin = end + 1;
    }
}

std::string lowerCase(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string toText(double value)
{
    char buffer[32];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
    return std::string(buffer, result.ptr);
}

std::string inQuotes(std::string_view text)
{
    constexpr std::size_t kLongest = 60;
    std::string result = "'";
    for (const char c : text.substr(0, kLongest))
        result += (static_cast<unsigned char>(c) < 32 || c == 127) ? '?' : c;
    return result + (text.size() > kLongest ? "...'" : "'");
}

} // namespace mbtr
