#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// A word of a filter and where it stands.
struct FilterToken {
    enum class Kind { Number, Text, Word, QuotedWord, Sign, End };
    Kind kind = Kind::End;
    std::string text; ///< without quotes; of a sign the sign itself: "<=", "(", ","
    double number = 0;
    std::size_t begin = 0; ///< bytes from the start
    std::size_t length = 0;
};

/// The last token is of Kind::End. Throws FilterError for what starts no token and for quotes that do not end.
std::vector<FilterToken> filterTokens(std::string_view text);

} // namespace mbtr
