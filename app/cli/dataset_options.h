#pragma once

#include "core/dataset/dataset.h"
#include "core/dataset/subset.h"
#include "core/io/read_options.h"
#include "core/io/tables/edit_dataset.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mbtr::cli {

/// What every command that reads properties can do to a dataset before it works with it.
struct DatasetOptions {
    ReadOptions read;
    std::vector<std::string> tables;
    JoinSettings join;
    std::vector<std::string> units; ///< NAME=U
    std::vector<std::string> conversions; ///< NAME=U
    std::string atomization; ///< fit or H=..,C=..; empty = none
    std::string atomizationOf = "energy";
    std::string filter;
};

void addFilterOption(CLI::App& command, DatasetOptions& options);
/// --elements and --length-unit, as addReadOptions(); --join, --join-by, --unit, --convert-unit, --atomization, --atomization-of
/// and --filter.
void addDatasetOptions(CLI::App& command, DatasetOptions& options);

/// The changes that the options ask for, in the order above.
std::vector<DatasetEdit> editsOf(const DatasetOptions& options);

/// The dataset with its properties edited and without what the filter refuses. Throws SettingsError where nothing is left; as
/// applyEdit.
Dataset applyOptions(Dataset dataset, const DatasetOptions& options);

} // namespace mbtr::cli
