#include "core/campaigns/hull_answers.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/dataset/subset.h"
#include "core/io/tables/table.h"
#include "core/io/write_dataset.h"

#include <cmath>
#include <filesystem>
#include <ostream>

namespace mbtr {

namespace {

HullAnswer readAnswer(const Table& table, std::size_t row, int id, int energy, const Dataset& dataset, bool perCell)
{
    const auto& fields = table.rows[row];
    const auto structure = parseInteger(fields[static_cast<std::size_t>(id)]);
    const auto value = parseDouble(fields[static_cast<std::size_t>(energy)]);
    if (!structure || *structure < 0 || *structure >= dataset.size())
        throw FileError(table.path, table.lines[row],
                        "expected the id of a structure, 0 to " + std::to_string(dataset.size() - 1) + ", found "
                            + inQuotes(fields[static_cast<std::size_t>(id)]));
    if (!value || !std::isfinite(*value))
        throw FileError(table.path, table.lines[row],
                        "expected an energy, found " + inQuotes(fields[static_cast<std::size_t>(energy)]));
    const int atoms = dataset.structures[static_cast<std::size_t>(*structure)].atomCount();
    return {static_cast<int>(*structure), perCell ? *value / atoms : *value, table.lines[row]};
}

} // namespace

std::vector<HullAnswer> readHullAnswers(const std::string& path, const Dataset& dataset, bool perCell, Progress& progress)
{
    const Table table = readTable(path, progress);
    const int id = table.column("id"), energy = table.column("energy");
    if (id < 0 || energy < 0)
        throw FileError(path, 1, "expected columns called id and energy");
    std::vector<HullAnswer> answers;
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (!trimmed(table.rows[row][static_cast<std::size_t>(energy)]).empty())
            answers.push_back(readAnswer(table, row, id, energy, dataset, perCell));
    return answers;
}

void writeHullQuestions(const Dataset& dataset, const std::vector<int>& picked, const std::string& property, bool perCell,
                        const std::string& folder, Progress& progress)
{
    namespace fs = std::filesystem;
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem)
        throw FileError(folder, 0, "cannot be made: " + problem.message());
    Dataset asked = subsetOf(dataset, picked, progress);
    StructureNumbers ids;
    for (const int structure : picked)
        ids.values.push_back(structure);
    std::erase_if(asked.properties, [&](const Property& column) { return column.name == "id" || column.name == property; });
    asked.properties.push_back({.name = "id", .unit = "", .values = std::move(ids)});
    writeDataset(asked, (fs::path(folder) / "structures.extxyz").string());
    writeWhole((fs::path(folder) / "energies.csv").string(), [&](std::ostream& out) {
        out << "# energy: " << property << (perCell ? ", of the cell" : ", per atom")
            << "; id as in structures.extxyz\nid,formula,energy\n";
        for (const int structure : picked)
            out << structure << ',' << formula(dataset.structures[static_cast<std::size_t>(structure)]) << ",\n";
    });
}

} // namespace mbtr
