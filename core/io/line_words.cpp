#include "core/io/line_words.h"

#include "core/base/text.h"
#include "core/io/text_input.h"

#include <cmath>

namespace mbtr {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

} // namespace

std::string_view nextWord(std::string_view& rest)
{
    const char* p = rest.data();
    const char* const end = p + rest.size();
    while (p != end && isBlank(*p))
        ++p;
    const char* const begin = p;
    while (p != end && !isBlank(*p))
        ++p;
    rest = {p, static_cast<std::size_t>(end - p)};
    return {begin, static_cast<std::size_t>(p - begin)};
}

bool takeNumbers(std::string_view& rest, std::span<double> numbers)
{
    for (double& number : numbers) {
        const auto value = parseDouble(nextWord(rest));
        if (!value || !std::isfinite(*value))
            return false;
        number = *value;
    }
    return true;
}

std::string_view requireLine(TextInput& input, const char* expected)
{
    std::string_view line;
    if (!input.next(line))
        input.fail(std::string("expected ") + expected + ", the file ends here");
    return line;
}

void requireNumbers(const TextInput& input, std::string_view line, std::span<double> numbers, const char* expected)
{
    std::string_view rest = line;
    if (!takeNumbers(rest, numbers))
        input.fail(std::string("expected ") + expected + ", found " + inQuotes(trimmed(line)));
}

std::string counted(long long count, const char* one, const char* many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace mbtr
