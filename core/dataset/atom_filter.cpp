#include "core/dataset/atom_filter.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/dataset/filter.h"
#include "core/dataset/filter_parser.h"

#include <cmath>
#include <limits>

namespace mbtr {

namespace {

/// The words of a filter of the atoms of one structure.
class AtomWords : public FilterWords {
public:
    AtomWords(const Structure& structure, const Dataset* dataset, int index)
        : m_structure(structure)
        , m_dataset(index >= 0 ? dataset : nullptr)
        , m_index(index)
    {
    }
    const Dataset* dataset() const override { return nullptr; }

    std::optional<FilterValue> meaningOf(const FilterToken& word) const override
    {
        if (auto property = propertyNumber(word.text))
            return property;
        if (word.kind == FilterToken::Kind::QuotedWord)
            return std::nullopt;
        if (auto place = placeNumber(word.text))
            return place;
        if (word.text == "element")
            return TextOf([&structure = m_structure](int atom) { return std::string(elementSymbol(structure.species[atom])); });
        if (const auto z = atomicNumberOf(word.text)) // element == O
            return TextOf([symbol = std::string(elementSymbol(*z))](int) { return symbol; });
        return std::nullopt;
    }
    std::string problemOf(const FilterToken& word) const override
    {
        return "expected element, index, x, y, z, a property per atom or the symbol of an element, found " + inQuotes(word.text);
    }

private:
    std::optional<FilterValue> placeNumber(const std::string& name) const
    {
        if (name == "index")
            return NumberOf([](int atom) { return double(atom); });
        if (name.size() == 1 && name >= "x" && name <= "z")
            return NumberOf([&structure = m_structure, k = name[0] - 'x'](int atom) { return structure.positions(k, atom); });
        if (name.size() == 1 && name >= "a" && name <= "c" && m_structure.cell && isUsable(*m_structure.cell))
            return NumberOf([&structure = m_structure, k = name[0] - 'a'](int atom) {
                return structure.cell->toFractional(structure.positions.col(atom)).value[k];
            });
        return std::nullopt;
    }
    std::optional<FilterValue> propertyNumber(const std::string& name) const
    {
        if (!m_dataset)
            return std::nullopt;
        if (const auto* whole = atomNumbers(name); whole && whole->components == 1)
            return part(*whole, 0);
        const std::size_t dot = name.rfind('.');
        const auto* vector = dot == name.npos ? nullptr : atomNumbers(name.substr(0, dot));
        if (!vector || vector->components != 3)
            return std::nullopt;
        const std::string which = name.substr(dot + 1);
        if (which == "norm")
            return NumberOf([x = part(*vector, 0), y = part(*vector, 1), z = part(*vector, 2)](int atom) {
                return std::hypot(x(atom), y(atom), z(atom));
            });
        if (which == "x" || which == "y" || which == "z")
            return part(*vector, which[0] - 'x');
        return std::nullopt;
    }
    const AtomNumbers* atomNumbers(const std::string& name) const
    {
        const Property* property = m_dataset->find(name);
        return property ? std::get_if<AtomNumbers>(&property->values) : nullptr;
    }
    NumberOf part(const AtomNumbers& numbers, int component) const
    {
        const auto& values = numbers.values[m_index];
        return [&values, n = numbers.components, component](int atom) {
            const auto place = static_cast<std::size_t>(atom) * static_cast<std::size_t>(n) + static_cast<std::size_t>(component);
            return place < values.size() ? values[place] : std::numeric_limits<double>::quiet_NaN();
        };
    }

    const Structure& m_structure;
    const Dataset* m_dataset; ///< nullptr: without properties
    int m_index;
};

} // namespace

std::vector<int> atomsWhere(const Structure& structure, const Dataset* dataset, int index, std::string_view condition)
{
    if (trimmed(condition).empty())
        throw SettingsError("condition", "is empty, expected a comparison such as z > 2");
    const AtomWords words(structure, dataset, index);
    TruthOf holds;
    try {
        holds = FilterParser(words, condition).whole();
    } catch (const FilterError& error) {
        throw SettingsError("condition", std::string(error.what()).substr(std::string_view("filter: ").size()));
    }
    std::vector<int> atoms;
    for (int atom = 0; atom < structure.atomCount(); ++atom)
        if (holds(atom))
            atoms.push_back(atom);
    return atoms;
}

} // namespace mbtr
