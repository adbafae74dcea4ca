#include "app/cli/dataset_options.h"

#include "app/cli/inputs.h"
#include "app/cli/split_options.h"
#include "app/cli/terminal_progress.h"
#include "core/base/error.h"
#include "core/dataset/filter.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace mbtr::cli {

namespace {

/// KEY, KEY=COLUMN
std::string readJoinKey(const std::string& text, JoinSettings& join)
{
    const auto equals = text.find('=');
    const auto names = joinKeyNames();
    const auto found = std::find(names.begin(), names.end(), text.substr(0, equals));
    if (found == names.end())
        return "expected index, name, file, order or auto, found '" + text + "'";
    join.key = static_cast<JoinKey>(found - names.begin());
    join.column = equals == std::string::npos ? "" : text.substr(equals + 1);
    return {};
}

template <typename Edit> void addUnits(std::vector<DatasetEdit>& edits, const std::vector<std::string>& units)
{
    for (const std::string& entry : units) {
        const auto equals = entry.find('='); // there: checked by the option
        edits.push_back(Edit {entry.substr(0, equals), entry.substr(equals + 1)});
    }
}

} // namespace

void addFilterOption(CLI::App& command, DatasetOptions& options)
{
    command
        .add_option("--filter", options.filter,
                    "Only structures that fulfil this, such as 'n_atoms < 20 and energy > -5 and \"O\" in elements'")
        ->type_name("EXPR");
}

void addDatasetOptions(CLI::App& command, DatasetOptions& options)
{
    addReadOptions(command, options.read);
    command.add_option("--join", options.tables, "Add the columns of a table (.csv, .tsv, also .gz) as properties")
        ->type_name("TABLE");
    command
        .add_option_function<std::string>(
            "--join-by",
            [&options](const std::string& text) {
                if (const std::string problem = readJoinKey(text, options.join); !problem.empty())
                    throw CLI::ValidationError("--join-by", problem);
            },
            "How rows find their structures: index, name, file, order (line by line) or auto (the default: by the column called "
            "name, file or index, else order); =COLUMN names the column")
        ->type_name("KEY[=COLUMN]");
    command.add_option("--unit", options.units, "Unit of a property that its file does not state, NAME=UNIT")
        ->type_name("NAME=UNIT")
        ->check(checkUnit);
    command
        .add_option("--convert-unit", options.conversions,
                    "Convert a property to another unit, NAME=UNIT: eV, meV, kcal/mol, kJ/mol, Hartree, also /atom; eV/angstrom, "
                    "Hartree/bohr, ..")
        ->type_name("NAME=UNIT")
        ->check(checkUnit);
    command
        .add_option("--atomization", options.atomization,
                    "Add the property atomization_NAME, the energy minus that of the atoms: fit (least squares), or energies of "
                    "atoms H=..,C=.. in the unit of the property")
        ->type_name("fit|LIST");
    command.add_option("--atomization-of", options.atomizationOf, "Total energy for --atomization")
        ->type_name("NAME")
        ->capture_default_str();
    addFilterOption(command, options);
}

std::vector<DatasetEdit> editsOf(const DatasetOptions& options)
{
    std::vector<DatasetEdit> edits;
    for (const std::string& table : options.tables)
        edits.push_back(JoinTable {table, options.join});
    addUnits<StateUnit>(edits, options.units);
    addUnits<ConvertUnit>(edits, options.conversions);
    if (options.atomization == "fit")
        edits.push_back(DeriveAtomization {options.atomizationOf, {}});
    else if (!options.atomization.empty())
        edits.push_back(DeriveAtomization {options.atomizationOf, parseAtomEnergies(options.atomization)});
    return edits;
}

Dataset applyOptions(Dataset dataset, const DatasetOptions& options)
{
    TerminalProgress progress;
    const std::size_t before = dataset.messages.size();
    for (const DatasetEdit& edit : editsOf(options))
        applyEdit(dataset, edit, progress);
    printNotes({dataset.messages.begin() + static_cast<std::ptrdiff_t>(before), dataset.messages.end()});
    if (options.filter.empty())
        return dataset;
    const std::vector<int> rows = filterStructures(dataset, options.filter, progress);
    if (rows.empty())
        throw SettingsError("filter", "none of the " + std::to_string(dataset.size()) + " structures fulfils it");
    return subsetOf(dataset, rows, progress);
}

} // namespace mbtr::cli
