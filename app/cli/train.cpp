#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "app/cli/training_json.h"
#include "app/cli/training_options.h"
#include "core/base/whole_file.h"
#include "core/dataset/subset.h"
#include "core/mbtr/settings_json.h"
#include "core/models/cross_validation.h"
#include "core/models/training_doubts.h"
#include "core/store/model_file.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

struct TrainOptions : TrainingOptions {
    std::string modelFile;
    bool search = false;
    bool estimate = false;
    int outliers = 10; ///< listed
    int folds = 0; ///< of a cross-validation; 0 = none
};

bool needsSearch(const TrainOptions& options)
{
    if (options.search && options.isComplete())
        throw CLI::ValidationError("--search",
                                   "has nothing to search where --length and --lambda are given; leave out one of them");
    return !options.isComplete();
}

Json jsonOf(const CrossValidation& found)
{
    Json folds = Json::array();
    for (const Metrics& metrics : found.folds)
        folds.push_back(toJson(metrics));
    Json json = toJson(found.all);
    json["r2"] = found.all.r2;
    json["folds"] = folds;
    return json;
}

/// What a training would take, without doing it.
void estimate(TrainOptions& options)
{
    Progress progress;
    const TrainingData data = readTrainingData(options, progress);
    options.training.split.train = static_cast<int>(splitOf(data, options, options.training.split).train.size());
    const bool isMbtr = options.training.representation == RepresentationKind::Mbtr;
    const TrainingEstimate found
        = estimateTraining(data.dataset, allRows(data.dataset), isMbtr ? readSettings(options.settingsFile) : MbtrSettings(),
                           options.training, progress);
    printJson(toJson(found));
}

void train(TrainOptions& options)
{
    const bool searching = needsSearch(options);
    takeKernel(options);
    if (options.estimate)
        return estimate(options);
    if (!options.modelFile.empty())
        requireWritable(options.modelFile);

    Json json;
    Messages doubts;
    SearchResult found;
    std::optional<CrossValidation> validated;
    {
        TerminalProgress progress;
        const double searched = searching ? 0.8 : 0.5;
        SubProgress reading(progress, 0, 0.1), building(progress, 0.1, 0.5), exploring(progress, 0.5, searched),
            training(progress, searched, 1);
        const TrainingData data = readTrainingData(options, reading);
        const Split split = splitOf(data, options, options.training.split);
        const TimedFeatures made = makeFeatures(data.dataset, split.train, options, building);
        if (searching) {
            found = searchKernel(options, data.dataset, split.train, made.features, exploring);
            options.training.kernel = found.kernel;
            options.training.lambda = found.lambda;
        }
        TrainingResult result = trainKrr(data.dataset, made.features, options.training, split, training);
        result.seconds.features = made.seconds;
        if (options.folds > 0)
            validated = crossValidate(data.dataset, made.features, split.train, options.training, options.folds, training);
        if (!options.modelFile.empty())
            writeModel(savedModel(result, data.dataset, made.representation()), options.modelFile);
        json = toJson(result);
        doubts = doubtsOf(result);
        json["outliers"] = toJson(outliersOf(result, static_cast<std::size_t>(options.outliers)), data.dataset);
    }
    if (searching)
        for (Message& message : doubtsOf(found))
            doubts.push_back(std::move(message));
    printWarnings(doubts);
    if (validated)
        json["cross_validation"] = jsonOf(*validated);
    if (searching)
        json["search"] = toJson(found.points, options.kernel != "linear");
    printJson(json);
}

} // namespace

void addTrain(CLI::App& app)
{
    auto* command = app.add_subcommand("train", "Train kernel ridge regression on a property and print its errors as JSON");
    auto options = std::make_shared<TrainOptions>();
    addTrainingOptions(*command, *options);
    command->add_flag("--search", options->search,
                      "Search for length and lambda on a log2 grid; one in five of the training structures is held out for it");
    command->add_option("--folds", options->folds, "Also cross-validate on the training structures, in so many parts")
        ->type_name("K")
        ->check(CLI::Range(2, 1000).description(""));
    command
        ->add_option("--outliers", options->outliers,
                     "List so many of the largest validation errors, with the training structure most like each")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber.description(""));
    command->add_flag("--estimate", options->estimate, "Only print what memory and time the training would take, as JSON");
    command->add_option("-o,--output", options->modelFile, "Write the model to this file")->type_name("FILE");
    command->callback([options] { train(*options); });
}

} // namespace mbtr::cli
