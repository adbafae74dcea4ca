#include "core/models/learning_curve.h"
#include "app/cli/commands.h"
#include "app/cli/split_options.h"
#include "app/cli/terminal_progress.h"
#include "app/cli/training_json.h"
#include "app/cli/training_options.h"
#include "core/base/error.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

struct CurveOptions : TrainingOptions {
    std::vector<int> sizes;
    int repeats = 1;
};

/// One size: errors, and the length and lambda that each repeat took.
struct CurvePoint {
    LearningPoint errors;
    Json lengths = Json::array(), lambdas = Json::array();
};

void trainOne(CurveOptions options, const TrainingData& data, const FeatureMatrix& features, const SplitSettings& settings,
              CurvePoint& point, Progress& progress)
{
    options.training.split = settings;
    const Split split = splitOf(data, options, settings);
    if (!options.isComplete()) {
        const SearchResult found = searchKernel(options, data.dataset, split.train, features, progress);
        options.training.kernel = found.kernel;
        options.training.lambda = found.lambda;
    }
    const TrainingResult result = trainKrr(data.dataset, features, options.training, split, progress);
    point.errors.rmse.push_back(result.validation.rmse);
    point.errors.mae.push_back(result.validation.mae);
    point.lengths.push_back(options.kernel == "linear" ? Json() : Json(lengthOf(options.training.kernel)));
    point.lambdas.push_back(options.training.lambda);
}

Json jsonOf(const CurvePoint& point)
{
    return {{"size", point.errors.size},
            {"rmse", toJson(meanAndStd(point.errors.rmse))},
            {"mae", toJson(meanAndStd(point.errors.mae))},
            {"lengths", point.lengths},
            {"lambdas", point.lambdas}};
}

void tellPowerLaw(const std::vector<LearningPoint>& points, const std::string& unit)
{
    if (const auto law = fitPowerLaw(points))
        std::cerr << fmt::format("mbtr: note: RMSE = {:.4g}{} x size^{:.3f} (least squares of the logarithms)\n", law->factor,
                                 unit.empty() ? "" : " " + unit, law->exponent);
}

/// In the order of options.sizes. unit: that of the target.
std::vector<CurvePoint> computePoints(const CurveOptions& options, std::string& unit)
{
    TerminalProgress progress;
    SubProgress reading(progress, 0, 0.05), building(progress, 0.05, 0.3), training(progress, 0.3, 1);
    const TrainingData data = readTrainingData(options, reading);
    unit = data.dataset.find(options.training.target)->unit + (options.training.perAtom ? "/atom" : "");
    std::map<int, CurvePoint> bySize;
    std::vector<int> largest;
    for (const int size : options.sizes) { // sizes that the data do not allow are refused before anything long
        Split split = splitOf(data, options, splitForSample(options.training.split, size, 0));
        if (split.validate.empty())
            throw SettingsError("sizes",
                                std::to_string(size) + " leaves no structure to validate on: there are "
                                    + std::to_string(data.own) + "; take smaller sizes or --validate-on");
        if (split.train.size() > largest.size())
            largest = std::move(split.train);
    }
    const TimedFeatures made = makeFeatures(data.dataset, largest, options, building);
    runLearningCurve(
        {options.sizes, options.repeats}, {},
        [&](int size, int repeat, Progress& part) {
            const SplitSettings split = splitForSample(options.training.split, size, repeat);
            trainOne(options, data, made.features, split, bySize[size], part);
        },
        training);
    std::vector<CurvePoint> points;
    for (const int size : options.sizes) {
        points.push_back(bySize[size]);
        points.back().errors.size = size;
    }
    return points;
}

void learningCurve(CurveOptions& options)
{
    takeKernel(options);
    std::string unit;
    Json list = Json::array();
    std::vector<LearningPoint> errors;
    for (const CurvePoint& point : computePoints(options, unit)) {
        list.push_back(jsonOf(point));
        errors.push_back(point.errors);
    }
    tellPowerLaw(errors, unit);
    printJson(list);
}

} // namespace

void addLearningCurve(CLI::App& app)
{
    auto* command = app.add_subcommand("learning-curve", "Errors against the number of training structures, as JSON");
    auto options = std::make_shared<CurveOptions>();
    addTrainingOptions(*command, *options);
    command->remove_option(command->get_option("--train"));
    command->add_option("--sizes", options->sizes, "Numbers of training structures, for instance 100,200,500")
        ->type_name("N,..")
        ->delimiter(',')
        ->required()
        ->check(checkSize);
    command->add_option("--repeats", options->repeats, "How often with another draw")
        ->type_name("R")
        ->capture_default_str()
        ->check(CLI::PositiveNumber.description(""));
    command->callback([options] { learningCurve(*options); });
}

} // namespace mbtr::cli
