#pragma once

#include "app/cli/dataset_options.h"
#include "core/features/representation.h"
#include "core/models/hyperparameter_search.h"
#include "core/models/krr.h"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace mbtr::cli {

/// What every command that trains models of a property asks for.
struct TrainingOptions {
    std::string data, validateOn, settingsFile, kernel = "gaussian", scales;
    std::optional<double> length, lambda; ///< searched where not given
    DatasetOptions dataset;
    TrainingSettings training;

    bool isComplete() const { return lambda && (length || kernel == "linear"); }
};

/// DATA, --target, --settings, --representation, --scale-terms, --baseline, --kernel, --length, --lambda, the split,
/// --force-small, --per-atom and those of the dataset.
void addTrainingOptions(CLI::App& command, TrainingOptions& options);
/// Checks what can be checked before a file is read; kernel and lambda go to options.training.
void takeKernel(TrainingOptions& options);

/// Structures of DATA and behind them those of --validate-on.
struct TrainingData {
    Dataset dataset;
    int own = 0; ///< structures of DATA
};
TrainingData readTrainingData(const TrainingOptions& options, Progress& progress);
/// All of --validate-on validate where it is given.
Split splitOf(const TrainingData& data, const TrainingOptions& options, const SplitSettings& settings);

/// Features of all structures, and how long it took to compute them.
struct TimedFeatures {
    FeatureMatrix features;
    double seconds = 0;

    const Representation& representation() const { return *features.representation; }
};
/// trainingRows: those that even scales are found from. Warns on standard error about what grids and limits leave out.
TimedFeatures makeFeatures(const Dataset& dataset, std::span<const int> trainingRows, const TrainingOptions& options,
                           Progress& progress);

/// Length and lambda, where not given.
SearchResult searchKernel(const TrainingOptions& options, const Dataset& dataset, std::span<const int> rows,
                          const FeatureMatrix& features, Progress& progress);

} // namespace mbtr::cli
