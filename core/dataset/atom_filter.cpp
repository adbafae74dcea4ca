#include "core/dataset/atom_filter.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <limits>

namespace mbtr {

namespace {

using NumberOfAtom = std::function<double(int)>;
using Truth = std::function<bool(int)>;

[[noreturn]] void fail(std::string_view expected, std::string_view found)
{
    throw SettingsError("condition", "expected " + std::string(expected) + ", found "
                            + (found.empty() ? std::string("the end") : inQuotes(found)));
}

/// Words, numbers, "texts" (with their opening quote) and signs.
std::vector<std::string> tokensOf(std::string_view text)
{
    std::vector<std::string> tokens;
    const auto isWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || (c & 0x80); };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at++;
        const char c = text[begin];
        if (std::isspace(static_cast<unsigned char>(c)))
            continue;
        if (c == '"' || c == '\'') {
            at = text.find(c, at);
            if (at == text.npos)
                fail("a closing quote", {});
            tokens.push_back('"' + std::string(text.substr(begin + 1, at++ - begin - 1)));
            continue;
        }
        if (std::string_view("=!<>").find(c) != std::string_view::npos)
            at += at < text.size() && text[at] == '=';
        else if (isWord(c) || c == '-' || c == '+')
            while (at < text.size() && (isWord(text[at]) || (std::tolower(text[at - 1]) == 'e' && std::isdigit(static_cast<unsigned char>(text[begin])) && (text[at] == '-' || text[at] == '+'))))
                ++at;
        tokens.emplace_back(text.substr(begin, at - begin));
    }
    return tokens;
}

/// Reads by recursive descent: or, and, not, comparison; one function each.
class Reader {
public:
    Reader(const Structure& structure, const Dataset* dataset, int index, std::string_view text)
        : m_structure(structure)
        , m_dataset(dataset)
        , m_index(index)
        , m_tokens(tokensOf(text))
    {
    }
    Truth whole()
    {
        Truth truth = readOr();
        if (m_at < m_tokens.size())
            fail("\"and\", \"or\" or the end", next());
        return truth;
    }

private:
    std::string_view next() const { return m_at < m_tokens.size() ? std::string_view(m_tokens[m_at]) : std::string_view(); }
    bool take(std::string_view word)
    {
        const bool taken = next() == word;
        m_at += taken;
        return taken;
    }
    Truth readOr()
    {
        Truth left = readAnd();
        while (take("or"))
            left = [left, right = readAnd()](int atom) { return left(atom) || right(atom); };
        return left;
    }
    Truth readAnd()
    {
        Truth left = readNot();
        while (take("and"))
            left = [left, right = readNot()](int atom) { return left(atom) && right(atom); };
        return left;
    }
    Truth readNot()
    {
        bool negated = false;
        while (take("not"))
            negated = !negated;
        Truth inner = take("(") ? readBrackets() : readComparison();
        if (!negated)
            return inner;
        return [inner](int atom) { return !inner(atom); };
    }
    Truth readBrackets()
    {
        if (++m_depth > 100)
            fail("at most 100 brackets in one another", "(");
        Truth inner = readOr();
        if (!take(")"))
            fail("\")\"", next());
        --m_depth;
        return inner;
    }
    Truth readComparison()
    {
        const std::string name(next());
        ++m_at;
        if (name == "element")
            return readElement();
        const NumberOfAtom number = numberOf(name);
        const std::string sign = readSign();
        const auto value = parseDouble(next());
        if (!value)
            fail("a number", next());
        ++m_at;
        return compared(number, sign, *value);
    }
    std::string readSign()
    {
        const std::string sign(next());
        for (const char* known : {"==", "=", "!=", "<", "<=", ">", ">="})
            if (sign == known) {
                ++m_at;
                return sign;
            }
        fail("one of == != < <= > >=", sign);
    }
    Truth readElement()
    {
        const std::string sign = readSign();
        if (sign != "==" && sign != "=" && sign != "!=")
            fail("== or != after element", sign);
        const std::string_view text = next();
        const auto wanted = atomicNumberOf(text.starts_with('"') ? text.substr(1) : text);
        if (!wanted)
            fail("the symbol of an element", text);
        ++m_at;
        return [&structure = m_structure, z = *wanted, equal = sign != "!="](int atom) { return (structure.species[atom] == z) == equal; };
    }
    static Truth compared(const NumberOfAtom& number, const std::string& sign, double value)
    {
        const auto with = [number, value](auto compare) -> Truth {
            return [number, value, compare](int atom) {
                const double n = number(atom);
                return !std::isnan(n) && compare(n, value);
            };
        };
        // Coordinates that went through a cell are never exact.
        const auto equal = [](double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); };
        if (sign == "!=")
            return with([equal](double a, double b) { return !equal(a, b); });
        if (sign == "<")
            return with(std::less<>());
        if (sign == "<=")
            return with(std::less_equal<>());
        if (sign == ">")
            return with(std::greater<>());
        return sign == ">=" ? with(std::greater_equal<>()) : with(equal);
    }
    NumberOfAtom numberOf(const std::string& name) const
    {
        if (auto property = propertyNumber(name))
            return property;
        if (name == "index")
            return [](int atom) { return double(atom); };
        if (name.size() == 1 && name >= "x" && name <= "z")
            return [&structure = m_structure, k = name[0] - 'x'](int atom) { return structure.positions(k, atom); };
        if (name.size() == 1 && name >= "a" && name <= "c" && m_structure.cell && isUsable(*m_structure.cell))
            return [&structure = m_structure, k = name[0] - 'a'](int atom) {
                return structure.cell->toFractional(structure.positions.col(atom)).value[k];
            };
        fail("element, index, x, y, z or a property per atom", name);
    }
    /// Empty where there is none of this name.
    NumberOfAtom propertyNumber(const std::string& name) const
    {
        if (!m_dataset || m_index < 0)
            return {};
        if (const auto* whole = atomNumbers(name); whole && whole->components == 1)
            return part(*whole, 0);
        const std::size_t dot = name.rfind('.');
        const auto* vector = dot == name.npos ? nullptr : atomNumbers(name.substr(0, dot));
        if (!vector || vector->components != 3)
            return {};
        const std::string which = name.substr(dot + 1);
        if (which == "norm")
            return [x = part(*vector, 0), y = part(*vector, 1), z = part(*vector, 2)](int atom) {
                return std::hypot(x(atom), y(atom), z(atom));
            };
        if (which == "x" || which == "y" || which == "z")
            return part(*vector, which[0] - 'x');
        return {};
    }
    const AtomNumbers* atomNumbers(const std::string& name) const
    {
        const Property* property = m_dataset->find(name);
        return property ? std::get_if<AtomNumbers>(&property->values) : nullptr;
    }
    NumberOfAtom part(const AtomNumbers& numbers, int component) const
    {
        const auto& values = numbers.values[static_cast<std::size_t>(m_index)];
        return [&values, n = numbers.components, component](int atom) {
            const auto place = static_cast<std::size_t>(atom) * static_cast<std::size_t>(n) + static_cast<std::size_t>(component);
            return place < values.size() ? values[place] : std::numeric_limits<double>::quiet_NaN();
        };
    }

    const Structure& m_structure;
    const Dataset* m_dataset;
    int m_index;
    std::vector<std::string> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

std::vector<int> atomsWhere(const Structure& structure, const Dataset* dataset, int index, std::string_view condition)
{
    const Truth holds = Reader(structure, dataset, index, condition).whole();
    std::vector<int> atoms;
    for (int atom = 0; atom < structure.atomCount(); ++atom)
        if (holds(atom))
            atoms.push_back(atom);
    return atoms;
}

} // namespace mbtr
