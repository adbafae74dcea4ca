#include "core/io/json/json_parts.h"

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/io/json/json_bytes.h"
#include "core/io/text_input.h"
#include "core/store/file_memory.h"

#include <nlohmann/json.hpp>
#include <vector>

namespace mbtr {

namespace {

constexpr int kDeepest = 100;
constexpr int kNumberOverflow = 406; // of nlohmann's exceptions
constexpr std::int64_t kValueBytes = 2 * sizeof(Json); // a list that grows has room for twice its values
constexpr std::int64_t kMemberBytes = 64; // of a key in an object, without its letters
constexpr std::int64_t kFirstLook = 64'000'000;

/// The part of nlohmann's message that says what it met.
std::string reasonOf(const std::string& what)
{
    const auto at = what.find("; last read:");
    const auto begin = what.find(": ", what.find("] "));
    return begin == std::string::npos ? what : what.substr(begin + 2, at == std::string::npos ? at : at - begin - 2);
}

/// Builds the tree of one part after the other from the events of the parser.
class PartBuilder : public nlohmann::json_sax<Json> {
public:
    PartBuilder(TextInput& input, const JsonBytes& bytes, JsonParts& parts)
        : m_input(input)
        , m_bytes(bytes)
        , m_parts(parts)
    {
    }

    bool null() override { return put(Json()); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t&) override { return put(value); }
    bool string(string_t& value) override
    {
        count(static_cast<std::int64_t>(value.size()));
        return put(std::move(value));
    }
    bool binary(binary_t&) override { return true; } // JSON text has none
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_array() override { return close(); }
    bool key(string_t& key) override
    {
        if (m_open.empty()) {
            m_key = key;
            return true;
        }
        count(kMemberBytes + static_cast<std::int64_t>(key.size()));
        m_slot = &(*m_open.back())[key];
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override
    {
        throw FileError(m_input.path(), error.id == kNumberOverflow ? 0 : m_bytes.line(),
                        "is no JSON: " + reasonOf(error.what()));
    }

private:
    bool put(Json value)
    {
        if (m_open.empty())
            deliver(std::move(value));
        else
            add(std::move(value));
        return true;
    }
    bool open(Json empty)
    {
        if (++m_depth > kDeepest)
            throw FileError(m_input.path(), 0, "the JSON is nested deeper than " + std::to_string(kDeepest) + " levels");
        if (m_depth == 1) {
            m_isList = empty.is_array();
        } else if (m_depth == 2 && !m_isList && empty.is_array() && m_parts.wantsElementsOf(m_key)) {
            m_oneByOne = true;
            m_index = 0;
        } else if (m_open.empty()) {
            m_part = std::move(empty);
            m_open.push_back(&m_part);
        } else {
            m_open.push_back(&add(std::move(empty)));
        }
        return true;
    }
    bool close()
    {
        --m_depth;
        if (m_open.empty()) {
            m_oneByOne = false;
            return true;
        }
        m_open.pop_back();
        if (m_open.empty())
            deliver(std::move(m_part));
        return true;
    }
    Json& add(Json value)
    {
        count(kValueBytes);
        Json& parent = *m_open.back();
        if (!parent.is_array())
            return *m_slot = std::move(value);
        parent.push_back(std::move(value));
        return parent.back();
    }
    void deliver(Json value)
    {
        m_size = 0;
        m_nextLook = kFirstLook;
        if (m_depth == 0)
            return; // a number or a text is the whole file
        if (m_oneByOne)
            m_parts.takeElementOf(m_key, m_index++, std::move(value));
        else if (m_isList)
            m_parts.takeElement(m_index++, std::move(value));
        else
            m_parts.takeMember(m_key, std::move(value));
    }
    /// Bytes of the part that is being built; told before they are taken.
    void count(std::int64_t bytes)
    {
        m_size += bytes;
        if (m_size < m_nextLook)
            return;
        m_nextLook = 2 * m_size;
        if (m_size > m_input.mostUnpacked() / 2)
            throw FileError(m_input.path(), m_bytes.line(),
                            "a part of the JSON needs more than " + bytesToText(m_input.mostUnpacked() / 2)
                                + " of memory, the limit for what is kept as a whole (--most-unpacked allows more)");
        requireMemoryForFile(m_nextLook, m_input.path(), "a part of the JSON");
    }

    TextInput& m_input;
    const JsonBytes& m_bytes;
    JsonParts& m_parts;
    int m_depth = 0; ///< of brackets
    bool m_isList = false; ///< the file; else an object
    bool m_oneByOne = false; ///< inside a list under m_key whose elements are the parts
    std::string m_key; ///< of the member of the file's object
    std::size_t m_index = 0; ///< of the part in its list
    Json m_part;
    std::vector<Json*> m_open; ///< lists and objects of the part that are not finished
    Json* m_slot = nullptr; ///< where the next value of the innermost object goes
    std::int64_t m_size = 0, m_nextLook = kFirstLook;
};

} // namespace

void readJsonParts(TextInput& input, JsonParts& parts)
{
    JsonBytes bytes(input);
    PartBuilder builder(input, bytes, parts);
    Json::sax_parse(JsonIterator(bytes), JsonIterator(), &builder);
}

} // namespace mbtr
