#include "app/cli/commands.h"
#include "app/cli/dataset_options.h"
#include "app/cli/inputs.h"
#include "app/cli/split_options.h"
#include "app/cli/terminal_progress.h"
#include "core/features/feature_matrix.h"
#include "core/mbtr/grid_loss.h"
#include "core/io/model_file.h"
#include "core/io/read_dataset.h"
#include "core/io/write_dataset.h"
#include "core/mbtr/settings_json.h"
#include "core/models/hyperparameter_search.h"
#include "core/models/krr.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

struct TrainOptions {
    std::string data, validateOn, settingsFile, modelFile, kernel = "gaussian";
    std::optional<double> length, lambda; // searched where not given
    bool search = false;
    DatasetOptions dataset;
    TrainingSettings training;
};

struct Data {
    Dataset dataset;
    Split split;
};

Dataset read(const std::string& path, const DatasetOptions& options, Progress& progress)
{
    Dataset dataset = edited(readInput(path, options.read, progress), options);
    printWarnings(dataset.messages);
    return dataset;
}

/// All structures, and which of them train and validate: checked before anything is computed.
Data readData(const TrainOptions& options, Progress& progress)
{
    Dataset dataset = read(options.data, options.dataset, progress);
    Split split = makeSplit(dataset, trainingTargets(dataset, options.training), options.training.split);
    if (options.validateOn.empty())
        return {std::move(dataset), std::move(split)};

    const int own = dataset.size();
    DatasetOptions ofOther = options.dataset;
    ofOther.tables.clear(); // they belong to the structures of the first file
    Dataset other = read(options.validateOn, ofOther, progress);
    trainingTargets(other, options.training); // its own error where it has no such property
    append(dataset, std::move(other));
    split.validate.resize(static_cast<std::size_t>(dataset.size() - own));
    std::iota(split.validate.begin(), split.validate.end(), own);
    return {std::move(dataset), std::move(split)};
}

Json toJson(const Metrics& metrics)
{
    return {{"rmse", metrics.rmse}, {"mae", metrics.mae}, {"max", metrics.max}};
}

Json toJson(const TrainingResult& result)
{
    const Kernel& kernel = result.model->kernel;
    const bool hasLength = !std::holds_alternative<LinearKernel>(kernel);
    Json validation = toJson(result.validation);
    validation["r2"] = result.validation.r2;
    return {
        {"target", result.settings.target},
        {"unit", result.unit},
        {"structures", {{"train", result.split.train.size()}, {"validation", result.split.validate.size()}}},
        {"train", toJson(result.train)},
        {"validation", validation},
        {"kernel", nameOf(kernel)},
        {"length", hasLength ? Json(lengthOf(kernel)) : Json()},
        {"lambda", result.model->lambda},
        {"seconds", {{"features", result.seconds.features}, {"kernel", result.seconds.kernel}, {"solve", result.seconds.solve}}},
    };
}

/// Every point that was tried, in this order; the error is that of the structures held out.
Json toJson(const std::vector<SearchPoint>& points, bool hasLength)
{
    Json list = Json::array();
    for (const SearchPoint& point : points)
        list.push_back({{"length", hasLength ? Json(std::exp2(point.log2Length)) : Json()},
                        {"lambda", std::exp2(point.log2Lambda)}, {"rmse", point.rmse}});
    return list;
}

FeatureMatrix timedFeatures(const Dataset& dataset, const TrainOptions& options, double& seconds, Progress& progress)
{
    const auto layout = layoutFor(dataset, readSettings(options.settingsFile));
    const auto start = std::chrono::steady_clock::now();
    FeatureMatrix features = buildFeatures(dataset, layout, progress);
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    printWarnings(lossMessages(*layout, features.weights));
    printCuts(dataset, *layout);
    return features;
}

bool needsSearch(const TrainOptions& options)
{
    const bool complete = options.lambda && (options.length || options.kernel == "linear");
    if (options.search && complete)
        throw CLI::ValidationError("--search", "has nothing to search where --length and --lambda are given; leave out one of them");
    return !complete;
}

/// Length and lambda on the training structures alone.
std::vector<SearchPoint> search(TrainOptions& options, const Data& data, const FeatureMatrix& features, Progress& progress)
{
    const std::vector<double> targets = trainingTargets(data.dataset, options.training);
    Eigen::VectorXd y(static_cast<Eigen::Index>(data.split.train.size()));
    for (Eigen::Index i = 0; i < y.size(); ++i)
        y[i] = targets[static_cast<std::size_t>(data.split.train[static_cast<std::size_t>(i)])];
    SearchResult found = searchHyperparameters(
        features.values, data.split.train, y,
        {.kernel = options.kernel, .length = options.length, .lambda = options.lambda, .seed = options.training.split.seed}, progress);
    options.training.kernel = found.kernel;
    options.training.lambda = found.lambda;
    return std::move(found.points);
}

void train(TrainOptions& options)
{
    const bool searching = needsSearch(options);
    options.training.kernel = makeKernel(options.kernel, options.length.value_or(1));
    options.training.lambda = options.lambda.value_or(1);
    validate(options.training);
    if (!options.modelFile.empty())
        requireWritable(options.modelFile);

    TrainingResult result;
    std::vector<SearchPoint> points;
    {
        TerminalProgress progress;
        const double searched = searching ? 0.8 : 0.5;
        SubProgress reading(progress, 0, 0.1), building(progress, 0.1, 0.5), exploring(progress, 0.5, searched), training(progress, searched, 1);
        const Data data = readData(options, reading);
        double featureSeconds = 0;
        const FeatureMatrix features = timedFeatures(data.dataset, options, featureSeconds, building);
        if (searching)
            points = search(options, data, features, exploring);
        result = trainKrr(data.dataset, features, options.training, data.split, training);
        result.seconds.features = featureSeconds;
        if (!options.modelFile.empty())
            writeModel(savedModel(result, data.dataset, *features.layout), options.modelFile);
    }
    Json json = toJson(result);
    if (searching)
        json["search"] = toJson(points, options.kernel != "linear");
    std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << std::endl;
}

} // namespace

void addTrain(CLI::App& app)
{
    auto* command = app.add_subcommand("train", "Train kernel ridge regression on a property and print its errors as JSON");
    auto options = std::make_shared<TrainOptions>();
    command->add_option("DATA", options->data, std::string("Structures with the property, ") + kReadable)->type_name("")->required();
    command->add_option("--target", options->training.target, "Property to learn, one number a structure")->type_name("NAME")->required();
    command->add_option("--settings", options->settingsFile, "MBTR settings file, as `mbtr settings` prints it")->type_name("FILE")->required();
    const std::vector<std::string> kernels(kernelNames().begin(), kernelNames().end());
    command->add_option("--kernel", options->kernel, "linear, gaussian, laplacian or matern52")->required()->check(CLI::IsMember(kernels).description(""))->type_name("NAME");
    command->add_option("--length", options->length, "Length of the kernel, unit of the features; searched where not given")->type_name("L");
    command->add_option("--lambda", options->lambda, "Regularisation, added to the diagonal of the kernel matrix; searched where not given")->type_name("X");
    command->add_flag("--search", options->search, "Search for length and lambda on a log2 grid; one in five of the training structures is held out for it");
    addSplitOptions(*command, options->training.split, options->validateOn,
                    "random (the default), stratified (sorted by target, one of each stratum validates) or blocks (the first frames train, the last validate)");
    command->add_option("--force-small", options->training.split.forceSmall, "Structures with fewer than N heavy atoms always train; default: 0")->type_name("N");
    command->add_flag("--per-atom", options->training.perAtom, "Divide the target by the number of atoms first; errors are then per atom");
    addDatasetOptions(*command, options->dataset);
    command->add_option("-o,--output", options->modelFile, "Write the model to this file")->type_name("FILE");
    command->callback([options] { train(*options); });
}

} // namespace mbtr::cli
