#include "app/cli/dataset_options.h"
#include "app/cli/gdml.h"
#include "app/cli/inputs.h"
#include "app/cli/split_options.h"
#include "app/cli/terminal_progress.h"
#include "app/cli/training_json.h"
#include "app/completion/choices.h"
#include "core/base/error.h"
#include "core/base/whole_file.h"
#include "core/dataset/subset.h"
#include "core/gdml/gdml_training.h"
#include "core/io/read_dataset.h"
#include "core/mbtr/settings_json.h"
#include "core/models/learning_curve.h"
#include "core/store/gdml_checkpoint.h"
#include "core/store/gdml_file.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

struct GdmlTrainOptions {
    std::string data, validateOn, settingsFile, modelFile, checkpoint;
    int validateLast = 0;
    DatasetOptions dataset;
    std::vector<int> sizes; // of a learning curve
    int repeats = 1;
    bool noSymmetry = false;
    GdmlTrainingSettings training;
};

Dataset read(const std::string& path, const GdmlTrainOptions& options, Progress& progress)
{
    Dataset dataset = applyOptions(readInput(path, options.dataset.read, progress), options.dataset);
    printWarnings(dataset.messages);
    const std::vector<int> rows = rowsWithForces(dataset, options.training);
    if (const auto missing = dataset.structures.size() - rows.size(); missing > 0 && !rows.empty()) {
        printWarnings({{.severity = Severity::Warning,
                        .text = std::to_string(missing) + " of " + std::to_string(dataset.size())
                            + " structures have no finite forces or energy; they are left out"}});
        return subsetOf(dataset, rows, progress);
    }
    return dataset;
}

/// The geometries of both files, and how many are of the first.
struct Input {
    Dataset dataset;
    int own = 0;
    ForceData forces;
};

Input readGeometries(const GdmlTrainOptions& options, Progress& progress)
{
    Input input {.dataset = read(options.data, options, progress)};
    input.own = input.dataset.size();
    if (!options.validateOn.empty())
        append(input.dataset, read(options.validateOn, options, progress));
    input.forces = forceData(input.dataset, options.training);
    return input;
}

Split splitOf(const Input& input, const GdmlTrainingSettings& settings)
{
    if (input.own == input.dataset.size())
        return makeForceSplit(input.dataset, input.forces, settings);
    Dataset own = input.dataset;
    own.structures.resize(static_cast<std::size_t>(input.own));
    std::vector<int> indices(static_cast<std::size_t>(input.own));
    std::iota(indices.begin(), indices.end(), 0);
    Split split = makeForceSplit(own, input.forces.at(indices), settings);
    split.validate.resize(static_cast<std::size_t>(input.dataset.size() - input.own));
    std::iota(split.validate.begin(), split.validate.end(), input.own);
    return split;
}

Json jsonOf(const ForceErrors& errors)
{
    return {{"force_mae", errors.forceMae},
            {"force_rmse", errors.forceRmse},
            {"energy_mae", errors.energyMae},
            {"energy_rmse", errors.energyRmse}};
}

Json jsonOf(const std::vector<GdmlSearchPoint>& points)
{
    Json list = Json::array();
    for (const GdmlSearchPoint& point : points) {
        Json entry {{"length", point.length}, {"lambda", point.lambda}};
        if (point.sigma > 0)
            entry["sigma"] = point.sigma;
        entry["geometries"] = point.geometries;
        entry["force_mae"] = point.forceMae;
        list.push_back(std::move(entry));
    }
    return list;
}

Json jsonOf(const GdmlTrainingResult& result)
{
    const GdmlModel& model = *result.model;
    const bool mbtr = model.descriptor.kind == GdmlDescriptor::Mbtr;
    Json json {
        {"permutations", model.permutations},
        {"structures", {{"train", result.split.train.size()}, {"validation", result.split.validate.size()}}},
        {"train", jsonOf(result.train)},
        {"validation", jsonOf(result.validation)},
        {"units", {{"energy", result.energyUnit}, {"forces", result.forceUnit}}},
        {"descriptor", gdmlDescriptorNames()[static_cast<std::size_t>(model.descriptor.kind)]},
        {"length", model.length},
        {"lambda", model.lambda},
        {"sigma", mbtr ? Json(model.descriptor.representation.terms.front().sigma) : Json()},
        {"seconds",
         {{"permutations", result.seconds.permutations}, {"search", result.seconds.search}, {"fit", result.seconds.fit}}},
    };
    json["energy_check"] = {{"slope", result.energyCheck.slope}, {"correlation", result.energyCheck.correlation}};
    if (!result.residuals.empty())
        json["solver"] = {{"steps", result.residuals.size()}, {"residual", result.residuals.back()}};
    if (!result.search.empty())
        json["search"] = jsonOf(result.search);
    return json;
}

void setUp(GdmlTrainOptions& options)
{
    if (options.validateLast > 0) {
        options.training.split.validate = options.validateLast;
        options.training.validateLast = true;
    }
    options.training.useSymmetry = !options.noSymmetry;
    if (options.training.descriptor.kind == GdmlDescriptor::Mbtr)
        options.training.descriptor.representation
            = options.settingsFile.empty() ? gdmlPreset() : readSettings(options.settingsFile);
    else if (!options.settingsFile.empty())
        throw CLI::ValidationError("--settings", "has a meaning with --descriptor mbtr only");
    validate(options.training.descriptor);
}

GdmlTrainingResult trainFrom(const ForceData& data, const Split& split, const GdmlTrainOptions& options, Progress& progress)
{
    if (options.checkpoint.empty())
        return trainGdml(data, split, options.training, progress);
    CheckpointKeeper keeper(options.checkpoint, fingerprintOf(data, split, options.training));
    if (const GdmlCheckpoint& found = keeper.found(); !found.search.empty() || !found.residuals.empty())
        std::cerr << "mbtr: continues an unfinished training: " << found.search.size() << " models of the search and "
                  << found.residuals.size() << " steps of the solver are known\n";
    GdmlTrainingResult result = trainGdml(data, split, options.training, progress, keeper.keeping({}));
    keeper.remove();
    return result;
}

void train(GdmlTrainOptions& options)
{
    setUp(options);
    requireWritable(options.modelFile);
    GdmlTrainingResult result;
    {
        TerminalProgress progress;
        SubProgress reading(progress, 0, 0.1), training(progress, 0.1, 1);
        const Input input = readGeometries(options, reading);
        result = trainFrom(input.forces, splitOf(input, options.training), options, training);
        writeGdml(savedGdml(result, input.dataset.sources), options.modelFile);
    }
    printWarnings(result.messages);
    std::cout << jsonOf(result).dump(2) << std::endl;
}

/// What is found with one number of training geometries.
struct ForceCurvePoint {
    std::map<std::string, std::vector<double>> errors; ///< one number for each repeat, by its name in the output
    Json lengths = Json::array();
    std::size_t permutations = 0;
};

void trainOne(const Input& input, GdmlTrainingSettings settings, ForceCurvePoint& point, Progress& progress)
{
    const auto result = trainGdml(input.forces, splitOf(input, settings), settings, progress);
    const Json found = jsonOf(result.validation);
    for (const auto& [name, value] : found.items())
        point.errors[name].push_back(value.get<double>());
    point.lengths.push_back(result.model->length);
    point.permutations = result.model->permutations.size();
}

Json jsonOf(int size, const ForceCurvePoint& point)
{
    Json json {{"size", size}};
    for (const char* name : {"force_mae", "force_rmse", "energy_mae", "energy_rmse"})
        json[name] = toJson(meanAndStd(point.errors.at(name)));
    json["lengths"] = point.lengths;
    json["permutations"] = point.permutations;
    return json;
}

void learningCurve(GdmlTrainOptions& options)
{
    setUp(options);
    std::map<int, ForceCurvePoint> bySize;
    {
        TerminalProgress progress;
        SubProgress reading(progress, 0, 0.05), training(progress, 0.05, 1);
        const Input input = readGeometries(options, reading);
        for (const int size : options.sizes) { // sizes that the data do not allow are refused before anything long
            GdmlTrainingSettings settings = options.training;
            settings.split.train = size;
            if (splitOf(input, settings).validate.empty())
                throw SettingsError("sizes",
                                    std::to_string(size) + " leaves no structure to validate on: there are "
                                        + std::to_string(input.own) + "; take smaller sizes or --validate-on");
        }
        runLearningCurve(
            {.sizes = options.sizes, .repeats = options.repeats, .costPower = 3}, {},
            [&](int size, int repeat, Progress& part) {
                GdmlTrainingSettings settings = options.training;
                settings.split = splitForSample(settings.split, size, repeat);
                trainOne(input, settings, bySize[size], part);
            },
            training);
    }
    Json list = Json::array();
    for (const int size : options.sizes)
        list.push_back(jsonOf(size, bySize[size]));
    std::cout << list.dump(2) << std::endl;
}

void addDataOptions(CLI::App& command, GdmlTrainOptions& options)
{
    GdmlTrainingSettings& training = options.training;
    command.add_option("DATA", options.data, std::string("Geometries of one molecule with forces, ") + kReadable)
        ->type_name("")
        ->required();
    addDatasetOptions(command, options.dataset);
    command.add_option("--energy", training.energy, "Property with the energies")->type_name("NAME")->capture_default_str();
    command.add_option("--forces", training.forces, "Property with the forces")->type_name("NAME")->capture_default_str();
    std::map<std::string, GdmlDescriptor> descriptors;
    for (std::size_t i = 0; i < gdmlDescriptorNames().size(); ++i)
        descriptors[std::string(gdmlDescriptorNames()[i])] = static_cast<GdmlDescriptor>(i);
    command
        .add_option("--descriptor", training.descriptor.kind,
                    "distances (1/d of all pairs, the default) or mbtr (pair terms, every atom its own species)")
        ->transform(oneOf(descriptors))
        ->type_name("NAME");
    command
        .add_option("--settings", options.settingsFile,
                    "MBTR settings file for --descriptor mbtr; default: those of Huo & Rupp 2022")
        ->type_name("FILE");
    command.add_option("--length", training.length, "Length of the kernel, unit of the descriptor; searched where not given")
        ->type_name("L");
    command.add_option("--lambda", training.lambda, "Regularisation, added to the diagonal; default: 1e-10, with mbtr searched")
        ->type_name("X");
    std::map<std::string, GdmlSolver> solvers;
    for (std::size_t i = 0; i < gdmlSolverNames().size(); ++i)
        solvers[std::string(gdmlSolverNames()[i])] = static_cast<GdmlSolver>(i);
    command
        .add_option("--solver", training.solver,
                    "cholesky (exact; stores the kernel matrix), iterative (conjugate gradients; never stores it) or auto (the "
                    "default: what fits into memory)")
        ->transform(oneOf(solvers))
        ->type_name("NAME");
    command.add_flag("--no-symmetry", options.noSymmetry, "Do not search for permutations of like atoms");
}

constexpr const char* kMethods = "stratified (the default: drawn by the histogram of the energies), random, blocks (the first "
                                 "frames train, the last validate) or groups (see --group-by)";

void addSplit(CLI::App& command, GdmlTrainOptions& options)
{
    addSplitOptions(command, options.training.split, options.validateOn, kMethods);
    command
        .add_option("--validate-last", options.validateLast,
                    "Validate on the last M structures of the file and draw those that train from the others: honest for "
                    "consecutive frames")
        ->type_name("M")
        ->check(CLI::PositiveNumber.description(""))
        ->excludes("--validate")
        ->excludes("--validate-on");
}

} // namespace

void addGdmlTrain(CLI::App& gdml)
{
    auto* command = gdml.add_subcommand("train", "Train a force model and print its errors as JSON");
    auto options = std::make_shared<GdmlTrainOptions>();
    addDataOptions(*command, *options);
    addSplit(*command, *options);
    command->add_option("-o,--output", options->modelFile, "Write the model to this file")->type_name("MODEL")->required();
    command
        ->add_option("--checkpoint", options->checkpoint,
                     "Keep what is found in this file while it trains; the same command continues from there after an "
                     "interruption. Removed at the end")
        ->type_name("FILE");
    command->callback([options] { train(*options); });

    auto* curve = gdml.add_subcommand("learning-curve", "Errors against the number of training geometries, as JSON");
    auto curveOptions = std::make_shared<GdmlTrainOptions>();
    addDataOptions(*curve, *curveOptions);
    addSplit(*curve, *curveOptions);
    curve->remove_option(curve->get_option("--train"));
    curve->add_option("--sizes", curveOptions->sizes, "Numbers of training geometries, for instance 10,20,50")
        ->type_name("N,..")
        ->delimiter(',')
        ->required()
        ->check(checkSize);
    curve->add_option("--repeats", curveOptions->repeats, "How often with another draw")
        ->type_name("R")
        ->capture_default_str()
        ->check(CLI::PositiveNumber.description(""));
    curve->callback([curveOptions] { learningCurve(*curveOptions); });
}

} // namespace mbtr::cli
