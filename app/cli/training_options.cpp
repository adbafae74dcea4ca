#include "app/cli/training_options.h"

#include "app/cli/inputs.h"
#include "app/cli/split_options.h"
#include "app/completion/choices.h"
#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/base/text.h"
#include "core/io/read_dataset.h"
#include "core/mbtr/settings_json.h"
#include "core/mbtr/truncation/grid_truncation.h"
#include "core/models/training_advice.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <map>
#include <numeric>

namespace mbtr::cli {

namespace {

Dataset read(const std::string& path, const DatasetOptions& options, Progress& progress)
{
    Dataset dataset = applyOptions(readInputs({path}, options.read, progress), options);
    printWarnings(dataset.messages);
    return dataset;
}

void tellUnitless(const Dataset& dataset, const std::string& target)
{
    if (const Property* property = dataset.find(target); property && property->unit.empty())
        printWarnings(
            {{.severity = Severity::Warning,
              .text = "no unit is stated for " + inQuotes(target)
                  + ": errors are in the unit of its numbers; state it with --unit " + target + "=eV or another unit"}});
}

/// --scale-terms: "none", "even" or numbers with commas, which the option has checked.
void setScales(const TrainingOptions& options, std::span<const int> trainingRows, FeatureMatrix& features)
{
    if (!features.layout || options.scales.empty() || options.scales == "none")
        return;
    if (options.scales == "even")
        return scaleTermsEvenly(features, trainingRows);
    std::vector<double> scales;
    for (const std::string_view word : splitAt(options.scales, ','))
        scales.push_back(*parseDouble(word));
    scaleTerms(features, scales);
}

std::string checkScales(const std::string& text)
{
    if (text == "none" || text == "even")
        return {};
    for (const std::string_view word : splitAt(text, ','))
        if (const auto number = parseDouble(word); !number || !(*number > 0) || *number > 1e300)
            return "must be none, even or numbers larger than 0 with commas, is '" + text + "'";
    return {};
}

template <typename Enum> std::map<std::string, Enum> choices(std::span<const std::string_view> names)
{
    std::map<std::string, Enum> all;
    for (std::size_t i = 0; i < names.size(); ++i)
        all[std::string(names[i])] = static_cast<Enum>(i);
    return all;
}

void addModelOptions(CLI::App& command, TrainingOptions& options)
{
    command.add_option("--settings", options.settingsFile, "MBTR settings file, as `mbtr settings` prints it")->type_name("FILE");
    command
        .add_option("--representation", options.training.representation,
                    "mbtr (the default), coulomb (sorted Coulomb matrix) or bob (bag of bonds); the last two for molecules")
        ->transform(oneOf(choices<RepresentationKind>(representationNames())))
        ->type_name("NAME");
    command
        .add_option(
            "--scale-terms", options.scales,
            "Factors of the MBTR's terms: none (the default), even (each varies as much as the others) or numbers with commas")
        ->type_name("F,..")
        ->check(checkScales);
    const std::map<std::string, bool> baselines {{"none", false}, {"composition", true}};
    command
        .add_option("--baseline", options.training.compositionBaseline,
                    "none (the default) or composition: learn what a linear fit in the composition leaves")
        ->transform(oneOf(baselines))
        ->type_name("NAME");
    const std::vector<std::string> kernels(kernelNames().begin(), kernelNames().end());
    command.add_option("--kernel", options.kernel, "linear, gaussian, laplacian or matern52")
        ->required()
        ->check(oneOf(kernels))
        ->type_name("NAME");
    command.add_option("--length", options.length, "Length of the kernel, unit of the features; searched where not given")
        ->type_name("L");
    command
        .add_option("--lambda", options.lambda,
                    "Regularisation, added to the diagonal of the kernel matrix; searched where not given")
        ->type_name("X");
}

} // namespace

void addTrainingOptions(CLI::App& command, TrainingOptions& options)
{
    command.add_option("DATA", options.data, std::string("Structures with the property, ") + kReadable)
        ->type_name("")
        ->required();
    command.add_option("--target", options.training.target, "Property to learn, one number a structure")
        ->type_name("NAME")
        ->required();
    addModelOptions(command, options);
    addSplitOptions(command, options.training.split, options.validateOn,
                    "random (the default), stratified (sorted by target, one of each stratum validates), blocks (the first "
                    "frames train, the last validate) or groups (see --group-by)");
    command
        .add_option("--force-small", options.training.split.forceSmall,
                    "Structures with fewer than N heavy atoms always train; default: 0")
        ->type_name("N");
    command.add_flag("--per-atom", options.training.perAtom,
                     "Divide the target by the number of atoms first; errors are then per atom");
    addDatasetOptions(command, options.dataset);
}

void takeKernel(TrainingOptions& options)
{
    if (options.settingsFile.empty() && options.training.representation == RepresentationKind::Mbtr)
        throw CLI::RequiredError("--settings");
    options.training.kernel = makeKernel(options.kernel, options.length.value_or(1));
    options.training.lambda = options.lambda.value_or(1);
    validate(options.training);
}

TrainingData readTrainingData(const TrainingOptions& options, Progress& progress)
{
    TrainingData data {.dataset = read(options.data, options.dataset, progress)};
    data.own = data.dataset.size();
    trainingTargets(data.dataset, options.training); // its own error where it has no such property
    tellUnitless(data.dataset, options.training.target);
    if (options.validateOn.empty())
        return data;
    DatasetOptions ofOther = options.dataset;
    ofOther.tables.clear(); // they belong to the structures of the first file
    Dataset other = read(options.validateOn, ofOther, progress);
    trainingTargets(other, options.training);
    append(data.dataset, std::move(other));
    return data;
}

Split splitOf(const TrainingData& data, const TrainingOptions& options, const SplitSettings& settings)
{
    const std::vector<double> targets = trainingTargets(data.dataset, options.training);
    if (options.validateOn.empty())
        return makeSplit(data.dataset, targets, settings);
    Dataset own;
    own.structures.assign(data.dataset.structures.begin(), data.dataset.structures.begin() + data.own);
    Split split = makeSplit(own, std::span(targets).first(static_cast<std::size_t>(data.own)), settings);
    split.validate.resize(static_cast<std::size_t>(data.dataset.size() - data.own));
    std::iota(split.validate.begin(), split.validate.end(), data.own);
    std::erase_if(split.validate, [&](int i) { return std::isnan(targets[static_cast<std::size_t>(i)]); });
    return split;
}

TimedFeatures makeFeatures(const Dataset& dataset, std::span<const int> trainingRows, const TrainingOptions& options,
                           Progress& progress)
{
    const RepresentationKind kind = options.training.representation;
    const Representation representation = representationFor(
        dataset, kind, kind == RepresentationKind::Mbtr ? readSettings(options.settingsFile) : MbtrSettings());
    const Stopwatch watch;
    TimedFeatures made {.features = buildFeatures(dataset, representation, progress)};
    made.seconds = watch.seconds();
    if (made.features.layout) {
        printMessages(gridTruncationMessages(*made.features.layout, made.features.weights));
        printCuts(dataset, *made.features.layout);
        if (wantsNormalizedFeatures(dataset, representation.mbtr, options.training))
            printWarnings({{Severity::Warning, {}, 0, normalizationAdvice()}});
    }
    setScales(options, trainingRows, made.features);
    return made;
}

SearchResult searchKernel(const TrainingOptions& options, const Dataset& dataset, std::span<const int> rows,
                          const FeatureMatrix& features, Progress& progress)
{
    return searchHyperparameters(features.values, rows, learntTargets(dataset, rows, options.training),
                                 {.kernel = options.kernel,
                                  .length = options.length,
                                  .lambda = options.lambda,
                                  .inner = holdOutOf(dataset, rows, options.training.split)},
                                 progress);
}

} // namespace mbtr::cli
