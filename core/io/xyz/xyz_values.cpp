#include "core/io/xyz/xyz_values.h"

#include "core/base/text.h"

#include <algorithm>

namespace mbtr {

namespace {

bool isSeparator(char c)
{
    return c == ' ' || c == '\t' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}' || c == '\n';
}

std::string_view takePart(std::string_view& rest)
{
    while (!rest.empty() && isSeparator(rest.front()))
        rest.remove_prefix(1);
    const auto end = std::find_if(rest.begin(), rest.end(), isSeparator);
    const auto part = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    rest.remove_prefix(part.size());
    return part;
}

bool isIdentifier(std::string_view value)
{
    constexpr std::size_t kExactDigits = 15;
    if (!std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    return value.size() > kExactDigits || (value.size() > 1 && value[0] == '0');
}

std::optional<bool> truthOf(std::string_view word)
{
    if (word == "1" || equalsIgnoringCase(word, "T") || equalsIgnoringCase(word, "True"))
        return true;
    if (word == "0" || equalsIgnoringCase(word, "F") || equalsIgnoringCase(word, "False"))
        return false;
    return std::nullopt;
}

} // namespace

bool numbersOf(const KeyValue& pair, std::vector<double>& numbers)
{
    numbers.clear();
    std::string_view rest = pair.value;
    if (isIdentifier(rest) || pair.form == KeyValue::Form::Strings)
        return false;
    if (rest.starts_with("_JSON "))
        rest.remove_prefix(6);
    for (auto part = takePart(rest); !part.empty(); part = takePart(rest)) {
        auto number = parseDouble(part);
        if (!number && (!numbers.empty() || !rest.empty())) // a list of T and F; alone it may be the element fluorine
            if (const auto truth = truthOf(part))
                number = *truth ? 1 : 0;
        if (!number)
            return false;
        numbers.push_back(*number);
    }
    return !numbers.empty();
}

bool isTruth(std::string_view word)
{
    return word != "1" && word != "0" && truthOf(word);
}

bool areTruths(std::string_view value)
{
    bool any = false;
    for (auto part = takePart(value); !part.empty(); part = takePart(value)) {
        any = true;
        if (!isTruth(part))
            return false;
    }
    return any;
}

bool isMissing(std::string_view value)
{
    return value.empty() || value == "None" || value == "none" || value == "null" || value == "N/A" || value == "n/a"
        || equalsIgnoringCase(value, "nan");
}

std::optional<std::array<bool, 3>> periodicityOf(std::string_view value)
{
    std::array<bool, 3> periodic {};
    std::size_t count = 0;
    for (auto part = takePart(value); !part.empty(); part = takePart(value)) {
        const auto truth = truthOf(part);
        if (!truth || count == 3)
            return std::nullopt;
        periodic[count++] = *truth;
    }
    if (count == 1)
        periodic.fill(periodic[0]);
    return count == 1 || count == 3 ? std::optional(periodic) : std::nullopt;
}

} // namespace mbtr
