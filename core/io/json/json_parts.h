#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace mbtr {

class TextInput;
using Json = nlohmann::json;

/// Takes a JSON file part by part, so that only one of them is in memory at a time: elements of the list that the file is, or
/// members of its object. What take* throws ends the reading.
class JsonParts {
public:
    virtual ~JsonParts() = default;
    virtual void takeElement(std::size_t index, Json element) = 0;
    virtual void takeMember(const std::string& key, Json value) = 0;
    /// Is the list under this key of the file's object to come element by element?
    virtual bool wantsElementsOf(const std::string& key) = 0;
    virtual void takeElementOf(const std::string& key, std::size_t index, Json element) = 0;
};

/// Reads the whole input; NaN and Infinity, which Python writes, become null. Cancels while parsing. Throws FileError with the
/// line of what is no JSON, where values are nested too deep, and where a part needs more memory than there is or may be used.
void readJsonParts(TextInput& input, JsonParts& parts);

} // namespace mbtr
