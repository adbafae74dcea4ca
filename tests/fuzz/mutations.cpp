#include "tests/fuzz/mutations.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t mostBytes);

namespace mbtr::test {

namespace {

using Json = nlohmann::ordered_json;

const std::vector<std::string> kValues {"0",
                                        "1",
                                        "-1",
                                        "2",
                                        "3",
                                        "7000000",
                                        "118",
                                        "119",
                                        "2147483647",
                                        "4294967295",
                                        "4294967296",
                                        "1e300",
                                        "-1e300",
                                        "1e-300",
                                        "0.5",
                                        "1e9",
                                        "null",
                                        "true",
                                        "\"\"",
                                        "\"H\"",
                                        "[]",
                                        "{}",
                                        "[1, 2, 3]",
                                        "\"x\"",
                                        "-0.0",
                                        "9223372036854775807",
                                        "18446744073709551615",
                                        "1000000",
                                        "[[0, 1], [1, 0]]"};

/// Places of all values, lists and objects too.
void collect(const Json& json, const Json::json_pointer& place, std::vector<Json::json_pointer>& places)
{
    places.push_back(place);
    if (json.is_array())
        for (std::size_t i = 0; i < json.size(); ++i)
            collect(json[i], place / i, places);
    else if (json.is_object())
        for (const auto& [key, value] : json.items())
            collect(value, place / key, places);
}

void change(Json& value, const Json& other, std::mt19937& random)
{
    switch (random() % 6) {
    case 0:
        value = other;
        break;
    case 1:
        if (value.is_array() && !value.empty()) {
            value.push_back(value[random() % value.size()]);
            break;
        }
        [[fallthrough]];
    case 2:
        if (value.is_array() && !value.empty()) {
            value.erase(random() % value.size());
            break;
        }
        [[fallthrough]];
    case 3:
        if (value.is_object() && !value.empty()) {
            value.erase(std::next(value.begin(), static_cast<std::ptrdiff_t>(random() % value.size())));
            break;
        }
        [[fallthrough]];
    default:
        value = Json::parse(oneOf(kValues, random));
    }
}

} // namespace

std::string mutatedBytes(const std::string& bytes, std::size_t longest)
{
    const std::size_t size = std::min(bytes.size(), longest);
    std::string changed(longest, '\0');
    bytes.copy(changed.data(), size);
    changed.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(changed.data()), size, longest));
    return changed;
}

std::string mutatedJson(const std::string& text, std::mt19937& random)
{
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded())
        return text;
    std::vector<Json::json_pointer> places;
    collect(json, Json::json_pointer(), places);
    const Json other = json[oneOf(places, random)];
    change(json[oneOf(places, random)], other, random);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string mutatedNpy(const std::string& bytes, std::mt19937& random, std::size_t longest)
{
    const auto begin = bytes.find("'shape': ("), end = bytes.find(')', begin);
    if (random() % 4 != 0 || begin == std::string::npos || end == std::string::npos)
        return mutatedBytes(bytes, longest);
    static const std::vector<std::string> kSizes {"0", "1", "2", "10", "11", "281474976710656", "4294967296", "-1", "2147483648"};
    std::string shape = oneOf(kSizes, random) + (random() % 2 ? ", " + oneOf(kSizes, random) : ",");
    std::string changed = bytes;
    const std::size_t room = end - begin - 10;
    // The header keeps its length: what is longer takes the blanks at its end.
    changed.replace(begin + 10, room, shape);
    const auto line = changed.find('\n', begin);
    if (line != std::string::npos && shape.size() >= room && line > shape.size() - room
        && changed.substr(line - (shape.size() - room), shape.size() - room).find_first_not_of(' ') == std::string::npos)
        changed.erase(line - (shape.size() - room), shape.size() - room);
    else if (line != std::string::npos && shape.size() < room)
        changed.insert(line, room - shape.size(), ' ');
    return changed;
}

std::size_t giveBack(const std::string& text, std::uint8_t* data, std::size_t mostBytes)
{
    const std::size_t size = std::min(text.size(), mostBytes);
    std::memcpy(data, text.data(), size);
    return size;
}

} // namespace mbtr::test
