#include "core/base/error.h"
#include "core/base/text.h"
#include "core/dataset/subset.h"
#include "core/io/json/json_input.h"
#include "core/io/json/json_parts.h"
#include "core/io/json/json_readers.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

namespace mbtr {

namespace {

bool isAse(const Json& json)
{
    return json.contains("ids") || json.contains("positions") || json.contains("__ase_objtype__");
}

bool isPymatgen(const Json& json)
{
    return json.contains("sites") || json.contains("@class") || (json.contains("structure") && json["structure"].is_object());
}

/// Hands each structure to the reader of its kind as soon as it is there.
class StructureParts : public JsonParts {
public:
    explicit StructureParts(TextInput& input)
        : m_input(input)
        , m_top(input.path(), "")
    {
    }

    void takeElement(std::size_t index, Json element) override
    {
        if (!m_reader)
            m_reader = readerOf(element);
        m_reader->take(element, m_top.at(index));
    }
    bool wantsElementsOf(const std::string& key) override
    {
        if (key != "structures" || m_rest.contains("@class") || m_reader)
            return false;
        m_reader = chemiscopeStructures(m_input.path());
        return true;
    }
    void takeElementOf(const std::string& key, std::size_t index, Json element) override
    {
        m_reader->take(element, m_top.at(key).at(index));
    }
    /// A member that is called by a number is a row of ASE's database.
    void takeMember(const std::string& key, Json value) override
    {
        const auto number = parseInteger(key);
        if (!number || !value.is_object() || (m_reader && m_rows.empty())
            || !(value.contains("positions") || value.contains("numbers"))) {
            m_rest[key] = std::move(value);
            return;
        }
        if (!m_reader)
            m_reader = aseStructures(m_input.path());
        m_rows.push_back(*number);
        m_reader->take(value, m_top.at(key));
    }

    Dataset finish()
    {
        if (!m_reader) {
            m_reader = readerOf(m_rest);
            m_reader->take(m_rest, m_top);
        }
        if (!m_rows.empty() && !isAse(m_rest))
            failAsNoStructures();
        return inOrderOfRows(m_reader->finish(m_rest));
    }

private:
    std::unique_ptr<JsonStructures> readerOf(const Json& structure) const
    {
        if (structure.is_object() && isPymatgen(structure))
            return pymatgenStructures(m_input.path());
        if (structure.is_object() && isAse(structure))
            return aseStructures(m_input.path());
        failAsNoStructures();
    }
    [[noreturn]] void failAsNoStructures() const
    {
        throw FileError(m_input.path(), 0,
                        "is JSON, but holds no structures as chemiscope ('structures'), pymatgen ('sites') or ASE ('positions', "
                        "'ids') write them");
    }
    Dataset inOrderOfRows(Dataset dataset) const
    {
        if (std::is_sorted(m_rows.begin(), m_rows.end()))
            return dataset;
        std::vector<int> order(m_rows.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(),
                         [&](int a, int b) { return m_rows[static_cast<std::size_t>(a)] < m_rows[static_cast<std::size_t>(b)]; });
        return subsetOf(dataset, order, m_input.progress());
    }

    TextInput& m_input;
    JsonPlace m_top;
    std::unique_ptr<JsonStructures> m_reader;
    Json m_rest = Json::object(); ///< members of the file's object that are no structures
    std::vector<long long> m_rows; ///< numbers of the rows of ASE's database
};

} // namespace

Dataset readJson(TextInput& input)
{
    StructureParts parts(input);
    readJsonParts(input, parts);
    return parts.finish();
}

} // namespace mbtr
