#include "core/dataset/dataset_builder.h"

#include "core/base/missing.h"
#include "core/base/text.h"

#include <algorithm>
#include <optional>

namespace mbtr {

namespace {

// A file with a new key in every frame would need memory for frames x keys.
constexpr std::size_t kMostProperties = 1000;

std::optional<double> truthOf(std::string_view word)
{
    if (word == "T" || word == "True" || word == "true" || word == "TRUE")
        return 1;
    if (word == "F" || word == "False" || word == "false" || word == "FALSE")
        return 0;
    return std::nullopt;
}

std::string joinNumbers(std::span<const double> numbers)
{
    std::string text;
    for (const double number : numbers)
        text += (text.empty() ? "" : " ") + toText(number);
    return text;
}

StructureTexts textsOf(const StructureNumbers& column)
{
    StructureTexts texts;
    const auto components = static_cast<std::size_t>(column.components);
    for (std::size_t i = 0; i + components <= column.values.size(); i += components) {
        const bool missing = column.values[i] != column.values[i];
        texts.values.push_back(missing ? "" : joinNumbers({column.values.data() + i, components}));
    }
    return texts;
}

void makeTruthsNumbers(Property& property)
{
    const auto* texts = std::get_if<StructureTexts>(&property.values);
    if (!texts)
        return;
    StructureNumbers numbers;
    for (const std::string& text : texts->values) {
        const auto truth = truthOf(text);
        if (!truth && !text.empty())
            return;
        numbers.values.push_back(truth.value_or(kMissing));
    }
    property.values = std::move(numbers);
    property.isTruth = true;
}

int componentsOf(const AtomNumbers& column)
{
    return column.components;
}

int componentsOf(const AtomTexts&)
{
    return 1;
}

std::string nameForAtoms(const Property& property, int attempt)
{
    const auto* numbers = std::get_if<AtomNumbers>(&property.values);
    const std::string kind = numbers ? std::to_string(numbers->components) : "text";
    const std::string tail = attempt == 0 ? "" : attempt == 1 ? " (atoms)" : " (" + kind + ")";
    return property.name + tail;
}

/// Columns per atom of the same name as another column get "(atoms)" or their number of components appended.
void makeNamesUnique(std::vector<Property>& properties)
{
    std::set<std::string> taken;
    for (const Property& property : properties)
        if (!property.isPerAtom())
            taken.insert(property.name);
    std::set<std::string> perStructure = taken;
    for (Property& property : properties) {
        if (!property.isPerAtom())
            continue;
        std::string name = nameForAtoms(property, perStructure.contains(property.name) ? 1 : 0);
        if (taken.contains(name))
            name = nameForAtoms(property, 2);
        while (taken.contains(name))
            name += "'";
        taken.insert(name);
        property.name = name;
    }
}

} // namespace

void padWithMissing(Property& property, int structureCount)
{
    const auto count = static_cast<std::size_t>(structureCount);
    if (auto* numbers = std::get_if<StructureNumbers>(&property.values))
        numbers->values.resize(count * static_cast<std::size_t>(numbers->components), kMissing);
    else if (auto* texts = std::get_if<StructureTexts>(&property.values))
        texts->values.resize(count);
    else if (auto* atoms = std::get_if<AtomNumbers>(&property.values))
        atoms->values.resize(count);
    else
        std::get<AtomTexts>(property.values).values.resize(count);
}

void DatasetBuilder::add(Structure structure)
{
    m_dataset.structures.push_back(std::move(structure));
    m_hint = 0;
}

template <typename Accept> Property* DatasetBuilder::find(std::string_view name, Accept accept)
{
    auto& properties = m_dataset.properties;
    for (std::size_t i = 0; i < properties.size(); ++i) {
        Property& property = properties[(m_hint + i) % properties.size()];
        if (property.name == name && accept(property)) {
            m_hint = (m_hint + i + 1) % properties.size();
            return &property;
        }
    }
    return nullptr;
}

Property* DatasetBuilder::create(std::string_view name)
{
    if (m_dataset.properties.size() >= kMostProperties) {
        if (!m_tooManyNames)
            addMessage({.text = "more than " + std::to_string(kMostProperties) + " different properties: " + inQuotes(name)
                            + " and all further ones are left out"});
        m_tooManyNames = true;
        return nullptr;
    }
    m_dataset.properties.push_back({.name = std::string(name)});
    return &m_dataset.properties.back();
}

bool DatasetBuilder::set(std::string_view name, std::span<const double> numbers)
{
    Property* property = find(name, [](const Property& candidate) { return !candidate.isPerAtom(); });
    if (!property) {
        property = create(name);
        if (!property)
            return true;
        property->values = StructureNumbers {.components = static_cast<int>(numbers.size())};
    }
    auto* column = std::get_if<StructureNumbers>(&property->values);
    if (!column || column->components != static_cast<int>(numbers.size()))
        return set(name, joinNumbers(numbers));
    const std::size_t before = static_cast<std::size_t>(size() - 1) * numbers.size();
    const bool first = column->values.size() <= before;
    column->values.resize(before, kMissing);
    column->values.insert(column->values.end(), numbers.begin(), numbers.end());
    return first;
}

StructureTexts& DatasetBuilder::asTexts(Property& property, std::string_view firstText)
{
    if (const auto* numbers = std::get_if<StructureNumbers>(&property.values)) {
        addMessage({.text = "property " + inQuotes(property.name) + " holds values that do not go together (structure "
                        + std::to_string(size()) + " has " + inQuotes(firstText) + ", an earlier one "
                        + std::to_string(numbers->components) + (numbers->components == 1 ? " number" : " numbers")
                        + "); it is kept as text"});
        property.values = textsOf(*numbers);
    }
    return std::get<StructureTexts>(property.values);
}

bool DatasetBuilder::set(std::string_view name, std::string_view text)
{
    Property* property = find(name, [](const Property& candidate) { return !candidate.isPerAtom(); });
    if (!property) {
        property = create(name);
        if (!property)
            return true;
        property->values = StructureTexts {};
    }
    auto& values = asTexts(*property, text).values;
    const auto before = static_cast<std::size_t>(size() - 1);
    const bool first = values.size() <= before;
    values.resize(before);
    values.emplace_back(text);
    return first;
}

/// The column of this kind and name (`empty` where there is none yet) gets the values of the structure added last.
template <typename Column, typename Values> bool DatasetBuilder::setColumn(std::string_view name, Column empty, Values values)
{
    Property* property = find(name, [&](const Property& candidate) {
        const auto* column = std::get_if<Column>(&candidate.values);
        return column && componentsOf(*column) == componentsOf(empty);
    });
    if (!property) {
        property = create(name);
        if (!property)
            return true;
        property->values = std::move(empty);
    }
    auto& column = std::get<Column>(property->values).values;
    const auto before = static_cast<std::size_t>(size() - 1);
    const bool first = column.size() <= before;
    column.resize(before);
    column.push_back(std::move(values));
    return first;
}

bool DatasetBuilder::setAtoms(std::string_view name, int components, std::vector<double> values)
{
    return setColumn(name, AtomNumbers {.components = components}, std::move(values));
}

bool DatasetBuilder::setAtoms(std::string_view name, std::vector<std::string> texts)
{
    return setColumn(name, AtomTexts {}, std::move(texts));
}

Dataset DatasetBuilder::finish()
{
    for (Property& property : m_dataset.properties) {
        padWithMissing(property, size());
        if (!m_keptTexts.contains(property.name))
            makeTruthsNumbers(property);
    }
    makeNamesUnique(m_dataset.properties);
    return std::move(m_dataset);
}

} // namespace mbtr
