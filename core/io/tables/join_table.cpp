#include "core/io/tables/join_table.h"

#include "core/base/error.h"
#include "core/base/missing.h"
#include "core/base/text.h"
#include "core/io/text_input.h"
#include "core/io/words/unit_in_name.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

namespace mbtr {

namespace {

constexpr std::array<std::string_view, 5> kKeyNames {"auto", "order", "index", "name", "file"};

struct Key {
    JoinKey kind;
    int column; ///< -1: line by line
};

/// Things of one kind that went wrong.
struct Tally {
    int count = 0;
    std::string example;

    void add(const std::string& what)
    {
        if (count++ == 0)
            example = what;
    }
};

/// For each structure the row that belongs to it; -1 = none.
struct Assignment {
    std::vector<int> rowOf;
    Tally withoutStructure, ambiguous;
    Messages notes;
};

Key keyOf(const Table& table, const JoinSettings& settings, int structures)
{
    const auto name = [](JoinKey key) { return kKeyNames[static_cast<std::size_t>(key)]; };
    if (!settings.column.empty() && settings.key != JoinKey::Order) {
        const int column = table.column(settings.column);
        if (column < 0)
            throw FileError(table.path, 1, "there is no column " + inQuotes(settings.column));
        return {settings.key == JoinKey::Auto ? JoinKey::Name : settings.key, column};
    }
    for (const JoinKey key : {JoinKey::Name, JoinKey::File, JoinKey::Index})
        if ((settings.key == key || settings.key == JoinKey::Auto) && table.column(name(key)) >= 0)
            return {key, table.column(name(key))};
    if (settings.key != JoinKey::Auto && settings.key != JoinKey::Order)
        throw FileError(table.path, 1, "there is no column " + inQuotes(name(settings.key)) + "; name the column that holds it");
    if (static_cast<int>(table.rows.size()) != structures)
        throw FileError(table.path, 0,
                        "has " + std::to_string(table.rows.size()) + " rows for " + std::to_string(structures) + " structures"
                            + (settings.key == JoinKey::Order
                                   ? ""
                                   : " and no column called name, file or index to tell which belong together"));
    return {JoinKey::Order, -1};
}

std::string rowText(const Table& table, std::size_t row, int column)
{
    return inQuotes(table.rows[row][static_cast<std::size_t>(column)]) + " in line " + std::to_string(table.lines[row]);
}

Assignment byIndex(const Table& table, int column, int structures)
{
    Assignment assignment {.rowOf = std::vector<int>(static_cast<std::size_t>(structures), -1)};
    if (column < 0) {
        for (int i = 0; i < structures; ++i)
            assignment.rowOf[static_cast<std::size_t>(i)] = i;
        return assignment;
    }
    std::vector<long long> numbers;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto number = parseInteger(table.rows[row][static_cast<std::size_t>(column)]);
        if (!number)
            throw FileError(table.path, table.lines[row],
                            "expected the number of a structure, found "
                                + inQuotes(table.rows[row][static_cast<std::size_t>(column)]));
        numbers.push_back(*number);
    }
    const long long first = std::find(numbers.begin(), numbers.end(), 0) != numbers.end() ? 0 : 1;
    assignment.notes.push_back(
        {.severity = Severity::Note, .path = table.path, .text = "structures are counted from " + std::to_string(first)});
    std::vector<int> uses(static_cast<std::size_t>(structures));
    for (std::size_t row = 0; row < numbers.size(); ++row) {
        const long long structure = numbers[row] - first;
        if (structure < 0 || structure >= structures) {
            assignment.withoutStructure.add(rowText(table, row, column));
            continue;
        }
        const auto i = static_cast<std::size_t>(structure);
        if (++uses[i] > 1)
            assignment.ambiguous.add(rowText(table, row, column));
        assignment.rowOf[i] = uses[i] == 1 ? static_cast<int>(row) : -1;
    }
    return assignment;
}

std::string fileName(const std::string& path)
{
    return std::filesystem::path(path).filename().string();
}

/// Structures by what a row may call them.
using Names = std::map<std::string, std::vector<int>, std::less<>>;

Names structureNames(const Dataset& dataset)
{
    Names names;
    for (int i = 0; i < dataset.size(); ++i)
        names[dataset.structures[static_cast<std::size_t>(i)].name].push_back(i);
    return names;
}

void addAll(Names& names, const std::string& name, const Source& source)
{
    for (int i = source.begin; i < source.end; ++i)
        names[name].push_back(i);
}

/// Whole names first: "a.xyz" means a.cif no more where there is an a.xyz.
std::array<Names, 2> fileNames(const Dataset& dataset)
{
    std::array<Names, 2> names;
    for (const Source& source : dataset.sources) {
        addAll(names[0], fileName(source.path), source);
        addAll(names[1], fileStem(source.path), source);
    }
    return names;
}

const std::vector<int>* structuresOf(const std::array<Names, 2>& names, const std::string& key)
{
    for (const Names& some : names)
        if (const auto found = some.find(key); found != some.end())
            return &found->second;
    return nullptr;
}

Assignment byNames(const Table& table, int column, const std::array<Names, 2>& names, bool oneEach, int structures)
{
    Assignment assignment {.rowOf = std::vector<int>(static_cast<std::size_t>(structures), -1)};
    std::map<std::string, int> uses;
    const auto textOf = [&](std::size_t row) -> const std::string& { return table.rows[row][static_cast<std::size_t>(column)]; };
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        ++uses[oneEach ? textOf(row) : fileName(textOf(row))];
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string key = oneEach ? textOf(row) : fileName(textOf(row));
        const auto* found = structuresOf(names, key);
        if (!found)
            assignment.withoutStructure.add(rowText(table, row, column));
        else if (uses[key] > 1 || (oneEach && found->size() > 1))
            assignment.ambiguous.add(rowText(table, row, column));
        else
            for (const int i : *found)
                assignment.rowOf[static_cast<std::size_t>(i)] = static_cast<int>(row);
    }
    return assignment;
}

Assignment assignmentOf(const Dataset& dataset, const Table& table, const Key& key)
{
    if (key.kind == JoinKey::Name)
        return byNames(table, key.column, {structureNames(dataset), {}}, true, dataset.size());
    if (key.kind == JoinKey::File)
        return byNames(table, key.column, fileNames(dataset), false, dataset.size());
    return byIndex(table, key.column, dataset.size());
}

bool isMissing(const std::string& field)
{
    return field.empty() || equalsIgnoringCase(field, "nan") || equalsIgnoringCase(field, "na")
        || equalsIgnoringCase(field, "n/a") || equalsIgnoringCase(field, "null") || equalsIgnoringCase(field, "none");
}

Property propertyOf(const Table& table, std::size_t column, const std::vector<int>& rowOf)
{
    const NameAndUnit title = splitUnit(table.titles[column]);
    const bool areNumbers = std::all_of(table.rows.begin(), table.rows.end(),
                                        [&](const auto& row) { return isMissing(row[column]) || parseDouble(row[column]); });
    StructureNumbers numbers;
    StructureTexts texts;
    for (const int row : rowOf) {
        const std::string field = row < 0 ? "" : table.rows[static_cast<std::size_t>(row)][column];
        if (areNumbers)
            numbers.values.push_back(isMissing(field) ? kMissing : *parseDouble(field));
        else
            texts.values.push_back(field);
    }
    if (areNumbers)
        return {title.name, title.unit, std::move(numbers)};
    return {title.name, title.unit, std::move(texts)};
}

void addWithNewName(Dataset& dataset, Property property, const std::string& path)
{
    std::string name = property.name;
    if (dataset.find(name))
        name += " (" + fileStem(path) + ")";
    for (int number = 2; dataset.find(name); ++number)
        name = property.name + " (" + fileStem(path) + " " + std::to_string(number) + ")";
    if (name != property.name)
        dataset.messages.push_back(
            {.path = path,
             .text = "there is a property " + inQuotes(property.name) + " already; that of the table becomes " + inQuotes(name)});
    property.name = name;
    dataset.properties.push_back(std::move(property));
}

std::string counted(int count, const char* one, const char* several)
{
    return std::to_string(count) + " " + (count == 1 ? one : several);
}

void tell(Dataset& dataset, const std::string& path, const Assignment& assignment)
{
    for (const Message& note : assignment.notes)
        dataset.messages.push_back(note);
    const auto warn = [&](const std::string& text) { dataset.messages.push_back({.path = path, .text = text}); };
    if (const Tally& tally = assignment.withoutStructure; tally.count > 0)
        warn(counted(tally.count, "row belongs", "rows belong") + " to no structure, the first is " + tally.example);
    if (const Tally& tally = assignment.ambiguous; tally.count > 0)
        warn(counted(tally.count, "row is", "rows are")
             + " ambiguous (several rows or several structures have the same key) and left out, the first is " + tally.example);
    const auto without = static_cast<int>(std::count(assignment.rowOf.begin(), assignment.rowOf.end(), -1));
    if (without > 0) {
        const auto first = static_cast<std::size_t>(std::find(assignment.rowOf.begin(), assignment.rowOf.end(), -1)
                                                    - assignment.rowOf.begin());
        warn(counted(without, "structure has", "structures have") + " no row, the first is number " + std::to_string(first + 1)
             + " (" + dataset.structures[first].name + ")");
    }
}

} // namespace

std::span<const std::string_view> joinKeyNames()
{
    return kKeyNames;
}

void joinTable(Dataset& dataset, const Table& table, const JoinSettings& settings)
{
    const Key key = keyOf(table, settings, dataset.size());
    const Assignment assignment = assignmentOf(dataset, table, key);
    if (std::all_of(assignment.rowOf.begin(), assignment.rowOf.end(), [](int row) { return row < 0; })) {
        const Tally& tally = assignment.ambiguous.count > 0 ? assignment.ambiguous : assignment.withoutStructure;
        throw FileError(table.path, 0,
                        std::string("no row fits a structure") + (tally.count > 0 ? ", the first is " + tally.example : ""));
    }
    for (std::size_t column = 0; column < table.titles.size(); ++column)
        if (static_cast<int>(column) != key.column)
            addWithNewName(dataset, propertyOf(table, column, assignment.rowOf), table.path);
    tell(dataset, table.path, assignment);
}

} // namespace mbtr
