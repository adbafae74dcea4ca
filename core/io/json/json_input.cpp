#include "core/io/json/json_input.h"

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/missing.h"
#include "core/base/text.h"
#include "core/io/text_input.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace mbtr {

namespace {

constexpr int kDeepest = 100;
constexpr std::size_t kLargest = 4'000'000'000u;
constexpr std::int64_t kBytesPerByte
    = 12; // of a tree of numbers: 16 for each of its values, which have a digit or more and a comma

/// NaN, Infinity and -Infinity outside of texts, as Python writes them, become null.
std::string withoutNonFinite(std::string text)
{
    if (text.find("NaN") == std::string::npos && text.find("Infinity") == std::string::npos)
        return text;
    std::string result;
    result.reserve(text.size());
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = std::string_view(text).substr(i);
        const std::size_t length = quoted   ? 0
            : rest.starts_with("NaN")       ? 3
            : rest.starts_with("-Infinity") ? 9
            : rest.starts_with("Infinity")  ? 8
                                            : 0;
        quoted = quoted != (text[i] == '"');
        result += length > 0 ? "null" : std::string(1, text[i]);
        if (text[i] == '\\' && i + 1 < text.size())
            result += text[++i];
        i += length > 0 ? length - 1 : 0;
    }
    return result;
}

long lineAt(std::string_view text, std::size_t byte)
{
    return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size())), '\n');
}

/// The part of nlohmann's message that says what it met.
std::string reasonOf(const std::string& what)
{
    const auto at = what.find("; last read:");
    const auto begin = what.find(": ", what.find("] "));
    return begin == std::string::npos ? what : what.substr(begin + 2, at == std::string::npos ? at : at - begin - 2);
}

bool appendNumbers(const Json& value, std::vector<double>& numbers)
{
    if (value.is_number())
        numbers.push_back(value.get<double>());
    else if (value.is_boolean())
        numbers.push_back(value.get<bool>() ? 1 : 0);
    else if (value.is_null())
        numbers.push_back(kMissing);
    else if (value.is_array())
        return std::all_of(value.begin(), value.end(), [&](const Json& part) { return appendNumbers(part, numbers); });
    else
        return false;
    return true;
}

/// What ASE writes arrays as: {"__ndarray__": [shape, type, values]}, and cells as {"array": ..}.
const Json& withoutWrapping(const Json& value)
{
    if (!value.is_object())
        return value;
    if (const auto array = value.find("__ndarray__"); array != value.end() && array->is_array() && array->size() == 3)
        return (*array)[2];
    if (const auto array = value.find("array"); array != value.end())
        return withoutWrapping(*array);
    return value;
}

std::string shortText(const Json& value)
{
    return inQuotes(value.dump(-1, ' ', false, Json::error_handler_t::replace).substr(0, 200));
}

} // namespace

void JsonPlace::fail(const std::string& message) const
{
    throw FileError(m_path, 0, m_where.empty() ? message : m_where + ": " + message);
}

Json parseJson(TextInput& input)
{
    std::string text = withoutNonFinite(input.takeAll());
    const auto needed = static_cast<std::int64_t>(std::min(text.size(), kLargest)) * kBytesPerByte;
    if (needed > availableMemory())
        throw FileError(input.path(), 0,
                        "reading it needs about " + bytesToText(needed) + " of memory, " + bytesToText(availableMemory())
                            + " are free");
    const auto look = [&, events = 0L](int depth, Json::parse_event_t, Json&) mutable {
        if (depth > kDeepest)
            throw FileError(input.path(), 0, "the JSON is nested deeper than " + std::to_string(kDeepest) + " levels");
        if (++events % 4096 == 0)
            input.throwIfCancelled();
        return true;
    };
    try {
        return Json::parse(text, look);
    } catch (const Json::parse_error& error) {
        throw FileError(input.path(), lineAt(text, error.byte), "is no JSON: " + reasonOf(error.what()));
    } catch (const Json::exception& error) { // a number beyond all bounds
        throw FileError(input.path(), 0, "is no JSON: " + reasonOf(error.what()));
    }
}

const Json* memberOf(const Json& object, const char* key)
{
    if (!object.is_object())
        return nullptr;
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

const Json& requireMember(const Json& object, const char* key, const JsonPlace& place)
{
    if (!object.is_object())
        place.fail("expected an object, found " + shortText(object));
    const Json* member = memberOf(object, key);
    if (!member)
        place.fail(std::string("'") + key + "' is missing");
    return *member;
}

std::optional<std::vector<double>> numbersIn(const Json& value)
{
    std::vector<double> numbers;
    return appendNumbers(withoutWrapping(value), numbers) ? std::optional(std::move(numbers)) : std::nullopt;
}

std::vector<double> requireNumbers(const Json& value, std::size_t count, const char* expected, const JsonPlace& place)
{
    auto numbers = numbersIn(value);
    const bool finite
        = numbers && std::all_of(numbers->begin(), numbers->end(), [](double number) { return std::isfinite(number); });
    if (!finite || numbers->size() != count)
        place.fail(std::string("expected ") + expected + ", found " + shortText(value));
    return std::move(*numbers);
}

std::optional<std::vector<std::string>> textsIn(const Json& wrapped)
{
    const Json& value = withoutWrapping(wrapped);
    if (!value.is_array()
        || !std::all_of(value.begin(), value.end(), [](const Json& part) { return part.is_string() || part.is_null(); }))
        return std::nullopt;
    std::vector<std::string> texts;
    for (const Json& part : value)
        texts.push_back(part.is_string() ? part.get<std::string>() : std::string());
    return texts;
}

std::optional<Cell> cellFrom(const std::vector<double>& vectors, std::array<bool, 3> periodic, const JsonPlace& place)
{
    Cell cell {.vectors = Eigen::Map<const Eigen::Matrix<double, 3, 3, Eigen::RowMajor>>(vectors.data()), .periodic = periodic};
    if (cell.vectors.isZero(0))
        return std::nullopt;
    completeCell(cell);
    if (!isUsable(cell))
        place.fail("the three cell vectors span no volume");
    return cell;
}

bool setStructureValue(DatasetBuilder& builder, const std::string& name, const Json& value)
{
    if (value.is_null())
        return true;
    if (value.is_string()) {
        builder.set(name, std::string_view(value.get_ref<const std::string&>()));
        return true;
    }
    const auto numbers = numbersIn(value);
    if (!numbers || numbers->empty())
        return false;
    builder.set(name, *numbers);
    return true;
}

bool setAtomValues(DatasetBuilder& builder, const std::string& name, const Json& values, int atomCount)
{
    const Json& list = withoutWrapping(values);
    if (!list.is_array() || atomCount < 1)
        return false;
    const auto count = static_cast<std::size_t>(atomCount);
    if (auto texts = textsIn(list);
        texts && std::any_of(list.begin(), list.end(), [](const Json& part) { return part.is_string(); })) {
        if (texts->size() == count)
            builder.setAtoms(name, std::move(*texts));
        return texts->size() == count;
    }
    // ASE's arrays are flat, with a shape; any other list has one value or one list of values an atom.
    const bool flat = &list != &values && !list.empty() && !list[0].is_array();
    const bool even = std::all_of(list.begin(), list.end(), [&](const Json& part) { return part.size() == list[0].size(); });
    auto numbers = numbersIn(list);
    if (!numbers || numbers->empty() || numbers->size() % count != 0 || !even || (!flat && list.size() != count))
        return false;
    const auto components = static_cast<int>(numbers->size() / count); // not below, where they may have been moved away
    builder.setAtoms(name, components, std::move(*numbers));
    return true;
}

} // namespace mbtr
