#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

// Numbers in files always have a dot, whatever the locale.

/// The whole of `word` as a number, or nothing. Takes a leading '+', Fortran exponents (2.7D-3), those of
/// Mathematica (2.7*^-3), inf and nan.
std::optional<double> parseDouble(std::string_view word);
/// The whole of `word` as a whole number, or nothing.
std::optional<long long> parseInteger(std::string_view word);

std::string_view trimmed(std::string_view text);
/// Words between blanks and tabs.
std::vector<std::string_view> splitWords(std::string_view line);
std::vector<std::string_view> splitAt(std::string_view text, char separator);
std::string lowerCase(std::string_view text);
bool equalsIgnoringCase(std::string_view a, std::string_view b);

/// The shortest text that reads back as the same number ("0.1", "1e-09").
std::string toText(double value);

/// Quotes what a file or a user wrote for an error text: cut to 60 characters, control characters replaced.
std::string inQuotes(std::string_view text);

} // namespace mbtr
