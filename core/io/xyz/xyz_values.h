#pragma once

#include "core/io/xyz/key_values.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace mbtr {

/// The numbers of a value ("1.5", "1 2 3", "[1, 2, 3]"), put into `numbers`; false where it is text. An identifier that a number
/// would not keep ("007", digits beyond 15) is text.
bool numbersOf(const KeyValue& pair, std::vector<double>& numbers);
/// T and F (True, False), but neither 1 nor 0.
bool isTruth(std::string_view word);
/// A list of nothing but T and F (True, False).
bool areTruths(std::string_view value);
/// A value that says there is none: empty, None, null, nan, N/A.
bool isMissing(std::string_view value);
/// "T T F", "1 1 0", "[True, True, False]" or one for all three; nothing for anything else.
std::optional<std::array<bool, 3>> periodicityOf(std::string_view value);

} // namespace mbtr
