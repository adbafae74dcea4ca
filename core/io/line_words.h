#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mbtr {

class TextInput;

/// CODATA 2018.
inline constexpr double kAngstromPerBohr = 0.529177210903;
/// What readers take at most: a file with a larger count is damaged or made to do harm.
inline constexpr long long kMostAtomsInFile = 100'000'000;

/// Cuts the next word off `rest`; empty at the end of the line.
std::string_view nextWord(std::string_view& rest);
/// Cuts as many finite numbers off `rest`; false where there are fewer or one is none.
bool takeNumbers(std::string_view& rest, std::span<double> numbers);
/// The next line; throws FileError "expected .., the file ends here".
std::string_view requireLine(TextInput& input, const char* expected);
/// Cuts `count` numbers off the line; throws FileError "expected .., found '..'" for the present line.
void requireNumbers(const TextInput& input, std::string_view line, std::span<double> numbers, const char* expected);
/// "1 atom", "3 atoms".
std::string counted(long long count, const char* one, const char* many);

} // namespace mbtr
