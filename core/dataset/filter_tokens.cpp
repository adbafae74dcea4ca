#include "core/dataset/filter_tokens.h"

#include "core/base/digits.h"
#include "core/base/text.h"
#include "core/dataset/filter.h"

#include <algorithm>
#include <array>

namespace mbtr {

namespace {

using Kind = FilterToken::Kind;

constexpr std::array<std::string_view, 18> kSigns {"<=", ">=", "==", "!=", "**", "<", ">", "=", "+",
                                                   "-",  "*",  "/",  "^",  "(",  ")", "[", "]", ","};

bool startsWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool continuesWord(char c)
{
    return startsWord(c) || isDigit(c) || c == '.' || c == ':';
}

std::size_t numberLength(std::string_view text)
{
    const auto digits = [&](std::size_t from) {
        while (from < text.size() && isDigit(text[from]))
            ++from;
        return from;
    };
    std::size_t end = digits(0);
    if (end < text.size() && text[end] == '.')
        end = digits(end + 1);
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        const std::size_t sign = end + 1 < text.size() && (text[end + 1] == '+' || text[end + 1] == '-') ? 1 : 0;
        if (end + 1 + sign < text.size() && isDigit(text[end + 1 + sign]))
            end = digits(end + 1 + sign);
    }
    return end;
}

std::size_t wordLength(std::string_view text)
{
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), continuesWord) - text.begin());
}

FilterToken readQuoted(std::string_view rest, std::size_t begin)
{
    const auto end = rest.find(rest.front(), 1);
    if (end == std::string_view::npos)
        throw FilterError(begin, rest.size(), std::string("the quote ") + rest.front() + " is not closed");
    return {rest.front() == '`' ? Kind::QuotedWord : Kind::Text, std::string(rest.substr(1, end - 1)), 0, begin, end + 1};
}

FilterToken nextToken(std::string_view rest, std::size_t begin)
{
    const char first = rest.front();
    if (first == '"' || first == '\'' || first == '`')
        return readQuoted(rest, begin);
    if (isDigit(first) || (first == '.' && rest.size() > 1 && isDigit(rest[1]))) {
        const std::size_t length = numberLength(rest);
        const auto number = parseDouble(rest.substr(0, length));
        if (!number)
            throw FilterError(begin, length, inQuotes(rest.substr(0, length)) + " is no number");
        return {Kind::Number, std::string(rest.substr(0, length)), *number, begin, length};
    }
    if (startsWord(first)) {
        const std::size_t length = wordLength(rest);
        return {Kind::Word, std::string(rest.substr(0, length)), 0, begin, length};
    }
    for (const std::string_view sign : kSigns)
        if (rest.starts_with(sign))
            return {Kind::Sign, std::string(sign), 0, begin, sign.size()};
    throw FilterError(begin, 1, inQuotes(rest.substr(0, 1)) + " has no meaning here");
}

} // namespace

std::vector<FilterToken> filterTokens(std::string_view text)
{
    std::vector<FilterToken> tokens;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r') {
            ++at;
            continue;
        }
        tokens.push_back(nextToken(text.substr(at), at));
        at += tokens.back().length;
    }
    tokens.push_back({Kind::End, "the end", 0, text.size(), 0});
    return tokens;
}

} // namespace mbtr
