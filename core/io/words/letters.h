#pragma once

#include <string_view>

namespace mbtr {

/// Of the English alphabet, whatever the language of the system.
inline bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// The letters that a word begins with.
inline std::string_view leadingLetters(std::string_view word)
{
    std::size_t end = 0;
    while (end < word.size() && isLetter(word[end]))
        ++end;
    return word.substr(0, end);
}

} // namespace mbtr
