#include "core/dataset/dataset_builder.h"
#include "core/io/read_dataset.h"

#include <algorithm>
#include <iterator>

namespace mbtr {

namespace {

int componentsOf(const Property& property)
{
    if (const auto* numbers = std::get_if<StructureNumbers>(&property.values))
        return numbers->components;
    if (const auto* atoms = std::get_if<AtomNumbers>(&property.values))
        return atoms->components;
    return 1;
}

bool goTogether(const Property& a, const Property& b)
{
    return a.values.index() == b.values.index() && componentsOf(a) == componentsOf(b) && a.unit == b.unit;
}

Property* findIn(std::vector<Property>& properties, const std::string& name)
{
    const auto found = std::find_if(properties.begin(), properties.end(), [&](const Property& p) { return p.name == name; });
    return found == properties.end() ? nullptr : &*found;
}

std::string numbered(const std::string& name, int number)
{
    return name + " (" + std::to_string(number) + ")";
}

/// A name under which `property` is new or fits the column that is there: "energy (kcal/mol)", "energy (2)".
std::string fittingName(std::vector<Property>& properties, const Property& property)
{
    const auto fits = [&](const std::string& name) {
        const Property* column = findIn(properties, name);
        return !column || goTogether(*column, property);
    };
    if (fits(property.name))
        return property.name;
    if (const std::string withUnit = property.name + " (" + property.unit + ")"; !property.unit.empty() && fits(withUnit))
        return withUnit;
    int number = 2;
    while (!fits(numbered(property.name, number)))
        ++number;
    return numbered(property.name, number);
}

std::string reason(const Property& column, const Property& added)
{
    if (column.values.index() != added.values.index())
        return "is of another kind";
    if (componentsOf(column) != componentsOf(added))
        return "has " + std::to_string(componentsOf(added)) + " components instead of " + std::to_string(componentsOf(column));
    const auto unit = [](const Property& p) { return p.unit.empty() ? std::string("no stated unit") : "the unit " + p.unit; };
    return "has " + unit(added) + " instead of " + unit(column);
}

template <typename Column> void moveValues(Column& to, Column& from)
{
    std::move(from.values.begin(), from.values.end(), std::back_inserter(to.values));
}

void appendValues(Property& column, Property& added)
{
    std::visit([&](auto& values) { moveValues(values, std::get<std::decay_t<decltype(values)>>(added.values)); }, column.values);
}

void appendProperty(Dataset& dataset, Property added, int countBefore, const std::string& path)
{
    const std::string name = fittingName(dataset.properties, added);
    if (name != added.name)
        dataset.messages.push_back({.path = path,
                                    .text = "property '" + added.name + "' "
                                        + reason(*findIn(dataset.properties, added.name), added)
                                        + " as in the files before; it becomes '" + name + "'"});
    Property* column = findIn(dataset.properties, name);
    if (!column) {
        Property empty = added;
        std::visit([](auto& values) { values.values.clear(); }, empty.values);
        empty.name = name;
        padWithMissing(empty, countBefore);
        column = &dataset.properties.emplace_back(std::move(empty));
    }
    column->isTruth = column->isTruth && added.isTruth;
    appendValues(*column, added);
}

} // namespace

void append(Dataset& dataset, Dataset addition)
{
    const int countBefore = dataset.size();
    const std::string path = addition.sources.empty() ? "" : addition.sources.front().path;
    for (Source& source : addition.sources)
        dataset.sources.push_back({std::move(source.path), source.begin + countBefore, source.end + countBefore});
    std::move(addition.structures.begin(), addition.structures.end(), std::back_inserter(dataset.structures));
    for (Property& property : addition.properties)
        appendProperty(dataset, std::move(property), countBefore, path);
    for (Property& property : dataset.properties)
        padWithMissing(property, dataset.size());
    std::move(addition.messages.begin(), addition.messages.end(), std::back_inserter(dataset.messages));
}

} // namespace mbtr
