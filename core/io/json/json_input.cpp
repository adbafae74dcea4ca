#include "core/io/json/json_input.h"

#include "core/base/error.h"
#include "core/base/missing.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace mbtr {

namespace {


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
