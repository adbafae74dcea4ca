#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

namespace mbtr::test {

/// Writes the zip archive anew, with the text of one part as `change` makes it.
void changePart(const std::string& path, const std::string& part, const std::function<std::string(const std::string&)>& change);

/// Sets one value of a JSON part; place: "/species/0". A place that ends with "/-" is added to a list.
void setInPart(const std::string& path, const std::string& part, const std::string& place, const nlohmann::ordered_json& value);

} // namespace mbtr::test
