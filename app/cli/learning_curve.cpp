#include "core/models/learning_curve.h"
#include "app/cli/commands.h"
#include "app/cli/terminal_progress.h"
#include "app/cli/training_json.h"
#include "app/cli/training_options.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <fmt/format.h>
#include <iostream>
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

CurvePoint curvePoint(const CurveOptions& options, const TrainingData& data, const FeatureMatrix& features, int size,
                      Progress& progress)
{
    CurvePoint point;
    point.errors.size = size;
    for (int repeat = 0; repeat < options.repeats; ++repeat) {
        SubProgress part(progress, static_cast<double>(repeat) / options.repeats, (repeat + 1.0) / options.repeats);
        CurveOptions one = options;
        one.training.split.train = size;
        one.training.split.seed += static_cast<std::uint64_t>(repeat);
        const Split split = splitOf(data, one, one.training.split);
        if (!one.isComplete()) {
            const SearchResult found = searchKernel(one, data.dataset, split.train, features, part);
            one.training.kernel = found.kernel;
            one.training.lambda = found.lambda;
        }
        const TrainingResult result = trainKrr(data.dataset, features, one.training, split, part);
        point.errors.rmse.push_back(result.validation.rmse);
        point.errors.mae.push_back(result.validation.mae);
        point.lengths.push_back(options.kernel == "linear" ? Json() : Json(lengthOf(one.training.kernel)));
        point.lambdas.push_back(one.training.lambda);
    }
    return point;
}

Json jsonOf(const MeanAndSpread& values)
{
    return {{"mean", values.mean}, {"std", values.std}};
}

Json jsonOf(const CurvePoint& point)
{
    return {{"size", point.errors.size},
            {"rmse", jsonOf(meanAndSpread(point.errors.rmse))},
            {"mae", jsonOf(meanAndSpread(point.errors.mae))},
            {"lengths", point.lengths},
            {"lambdas", point.lambdas}};
}

void tellPowerLaw(const std::vector<LearningPoint>& points, const std::string& unit)
{
    if (const auto law = fitPowerLaw(points))
        std::cerr << fmt::format("mbtr: note: RMSE = {:.4g}{} x size^{:.3f} (least squares of the logarithms)\n", law->factor,
                                 unit.empty() ? "" : " " + unit, law->exponent);
}

void learningCurve(CurveOptions& options)
{
    takeKernel(options);
    Json list = Json::array();
    std::vector<LearningPoint> points;
    std::string unit;
    {
        TerminalProgress progress;
        SubProgress reading(progress, 0, 0.05), building(progress, 0.05, 0.3);
        const TrainingData data = readTrainingData(options, reading);
        unit = data.dataset.find(options.training.target)->unit + (options.training.perAtom ? "/atom" : "");
        for (const int size : options.sizes) { // before anything long
            SplitSettings settings = options.training.split;
            settings.train = size;
            splitOf(data, options, settings);
        }
        const TimedFeatures made = makeFeatures(data.dataset, {}, options, building);
        double total = 0, done = 0;
        for (const int size : options.sizes)
            total += std::pow(size, 2);
        for (const int size : options.sizes) {
            const double begin = 0.3 + 0.7 * done / total;
            done += std::pow(size, 2);
            SubProgress part(progress, begin, 0.3 + 0.7 * done / total);
            const CurvePoint point = curvePoint(options, data, made.features, size, part);
            list.push_back(jsonOf(point));
            points.push_back(point.errors);
        }
    }
    tellPowerLaw(points, unit);
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
        ->check(CLI::PositiveNumber.description(""));
    command->add_option("--repeats", options->repeats, "How often with another draw")
        ->type_name("R")
        ->capture_default_str()
        ->check(CLI::PositiveNumber.description(""));
    command->callback([options] { learningCurve(*options); });
}

} // namespace mbtr::cli
