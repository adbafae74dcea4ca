#pragma once

#include "core/chemistry/structure.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/import_notes.h"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace mbtr {

using Json = nlohmann::json;

/// A place in a JSON file, for error texts: readers throw FileError(path, 0, "structures[3].x: expected .., found ..").
class JsonPlace {
public:
    JsonPlace(std::string path, std::string where)
        : m_path(std::move(path))
        , m_where(std::move(where))
    {
    }
    JsonPlace at(const std::string& key) const { return {m_path, m_where.empty() ? key : m_where + "." + key}; }
    JsonPlace at(std::size_t index) const { return {m_path, m_where + "[" + std::to_string(index) + "]"}; }
    const std::string& path() const { return m_path; }
    const std::string& where() const { return m_where; }
    [[noreturn]] void fail(const std::string& message) const;

private:
    std::string m_path;
    std::string m_where;
};

/// The member `key`; throws where there is none.
const Json& requireMember(const Json& object, const char* key, const JsonPlace& place);
/// nullptr where there is none, or it is null.
const Json* memberOf(const Json& object, const char* key);
/// All numbers of an array, nested or not, in order; also of ASE's {"__ndarray__": [shape, type, values]}. true is 1, null NaN.
/// Nothing where anything else is in it.
std::optional<std::vector<double>> numbersIn(const Json& value);
/// As numbersIn, `count` finite ones; throws otherwise. expected: "9 numbers".
std::vector<double> requireNumbers(const Json& value, std::size_t count, const char* expected, const JsonPlace& place);
/// All texts of an array; nothing where anything else is in it.
std::optional<std::vector<std::string>> textsIn(const Json& value);

/// Cell from nine numbers (rows); none where they are all zero. Throws where they span no volume.
std::optional<Cell> cellFrom(const std::vector<double>& vectors, std::array<bool, 3> periodic, const JsonPlace& place);

/// A number, a text, a truth or a list of numbers becomes a property of the structure added last; false for anything else.
bool setStructureValue(DatasetBuilder& builder, const std::string& name, const Json& value);
/// One value an atom becomes a property of the atoms of the structure added last; false where it is no such thing.
bool setAtomValues(DatasetBuilder& builder, const std::string& name, const Json& values, int atomCount);

} // namespace mbtr
