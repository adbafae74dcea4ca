#include "app/cli/commands.h"
#include "app/cli/dataset_options.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "app/cli/training_json.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/base/whole_file.h"
#include "core/dataset/subset.h"
#include "core/models/metrics.h"
#include "core/models/training_doubts.h"
#include "core/store/model_file.h"
#include "core/store/predictions_csv.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

struct PredictOptions {
    std::string model, reference, output;
    std::vector<std::string> files;
    DatasetOptions dataset;
    bool explain = false;
    bool checkSources = false;
    int top = 0; ///< training structures listed; 0 = all
};

/// Predictions with the reference values in the same unit, if there are any.
struct Predicted {
    Dataset dataset;
    std::vector<Prediction> predictions;
    std::vector<double> reference;
    std::vector<TrainingParts> parts;
};

std::string withoutPerAtom(const std::string& unit, bool perAtom)
{
    return perAtom && unit.ends_with("/atom") ? unit.substr(0, unit.size() - 5) : unit;
}

/// What the property is multiplied with to be in the unit of the model before its division by atoms.
double factorTo(const PropertyModel& model, const Property& property)
{
    const std::string unit = withoutPerAtom(model.unit, model.perAtom);
    if (property.unit == unit)
        return 1;
    if (property.unit.empty() || unit.empty()) {
        std::cerr << "mbtr: warning: the unit of " << inQuotes(property.unit.empty() ? property.name : model.target)
                  << " is not stated; it is taken for that of "
                  << (property.unit.empty() ? "the model, '" + unit : "the reference, '" + property.unit) << "'\n";
        return 1;
    }
    return conversionFactor(property.unit, unit);
}

std::vector<double> referenceValues(const Dataset& dataset, const PropertyModel& model, const std::string& name)
{
    TrainingSettings settings;
    settings.target = name;
    settings.perAtom = model.perAtom;
    std::vector<double> values;
    try {
        values = trainingTargets(dataset, settings);
        const double factor = factorTo(model, *dataset.find(name));
        for (double& value : values)
            value *= factor;
    } catch (const SettingsError& error) {
        throw SettingsError("reference", std::string(error.what()));
    }
    return values;
}

Json explanation(const TrainingParts& parts, const SavedModel& saved, int top)
{
    const PropertyModel& model = saved;
    std::vector<int> order(static_cast<std::size_t>(parts.contributions.size()));
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::greater<>(), [&](int i) { return std::abs(parts.contributions[i]); });
    const std::size_t listed = top > 0 ? std::min(order.size(), static_cast<std::size_t>(top)) : order.size();
    Json list = Json::array();
    double sum = 0;
    for (std::size_t place = 0; place < listed; ++place) {
        const int i = order[place];
        const auto row = static_cast<std::size_t>(i);
        sum += parts.contributions[i];
        list.push_back({{"structure", saved.trainingStructures[row]},
                        {"name", row < saved.trainingNames.size() ? saved.trainingNames[row] : ""},
                        {"alpha", model.model->alpha[i]},
                        {"kernel", parts.similarity[i]},
                        {"contribution", parts.contributions[i]}});
    }
    return {{"mean", parts.mean},
            {"baseline", parts.baseline},
            {"training", list},
            {"others", listed < order.size() ? parts.contributions.sum() - sum : 0.0}};
}

std::vector<int> untrainedIn(const Dataset& dataset, std::span<const int> rows, const SavedModel& saved)
{
    return saved.trainedElements.empty() ? std::vector<int>() : untrainedElements(dataset, rows, saved.trainedElements);
}

void warnOfUntrained(const Dataset& dataset, const SavedModel& saved)
{
    const std::vector<int> rows = allRows(dataset), unknown = untrainedIn(dataset, rows, saved);
    const auto count = std::ranges::count_if(rows, [&](int row) { return !untrainedIn(dataset, {&row, 1}, saved).empty(); });
    if (count > 0)
        printWarnings({{.severity = Severity::Warning,
                        .text = std::to_string(count) + " of " + std::to_string(rows.size()) + " structures hold "
                            + namesOf(unknown) + ", which no structure held that the model was trained on: it knows nothing of "
                            + (unknown.size() == 1 ? "it" : "them")}});
}

Json jsonOf(const Predicted& predicted, const SavedModel& saved, const PredictOptions& options)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < predicted.predictions.size(); ++i) {
        Json entry {{"structure", i},
                    {"name", predicted.dataset.structures[i].name},
                    {"value", predicted.predictions[i].value},
                    {"spread", predicted.predictions[i].predictiveStd}};
        const int row = static_cast<int>(i);
        if (const auto unknown = untrainedIn(predicted.dataset, {&row, 1}, saved); !unknown.empty())
            entry["untrained_elements"] = symbolsOf(unknown);
        if (!predicted.reference.empty()) {
            entry["reference"] = predicted.reference[i];
            entry["error"] = predicted.predictions[i].value - predicted.reference[i];
        }
        if (options.explain)
            entry["explanation"] = explanation(predicted.parts[i], saved, options.top);
        list.push_back(std::move(entry));
    }
    Json json {{"target", saved.target}, {"unit", saved.unit}, {"predictions", std::move(list)}};
    if (!predicted.reference.empty()) {
        std::vector<double> values;
        for (const Prediction& prediction : predicted.predictions)
            values.push_back(prediction.value);
        const Metrics metrics = metricsOf(predicted.reference, values);
        json["errors"] = toJson(metrics);
        json["errors"]["r2"] = metrics.r2;
    }
    return json;
}

void write(const Json& json, const Predicted& predicted, const PredictOptions& options)
{
    if (options.output.ends_with(".json"))
        return writeWhole(options.output,
                          [&](std::ostream& out) { out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n'; });
    if (!options.output.empty())
        writePredictions(options.output, predicted.dataset, predicted.predictions, predicted.reference);
    if (options.output.empty() || options.explain)
        printJson(json);
}

void predict(const PredictOptions& options)
{
    if (!options.output.empty())
        requireWritable(options.output);
    const auto saved = std::make_shared<const SavedModel>(readModel(options.model));
    for (const std::string& sentence : options.checkSources ? changedSources(*saved) : std::vector<std::string>())
        printWarnings({{Severity::Warning, {}, 0, sentence}});
    Predicted predicted {.dataset = applyOptions(readInputs(options.files, options.dataset.read), options.dataset),
                         .predictions = {},
                         .reference = {},
                         .parts = {}};
    printWarnings(predicted.dataset.messages);
    requireKnownElements(predicted.dataset, saved->representation.species);
    warnOfUntrained(predicted.dataset, *saved);
    if (!options.reference.empty())
        predicted.reference = referenceValues(predicted.dataset, *saved, options.reference);
    {
        TerminalProgress progress;
        SubProgress preparing(progress, 0, 0.4), predicting(progress, 0.4, 0.9), explaining(progress, 0.9, 1);
        const Predictor predictor(saved, preparing);
        predicted.predictions = predictor.predict(predicted.dataset, predicting);
        if (options.explain)
            predicted.parts = predictor.trainingParts(predicted.dataset, explaining);
    }
    write(jsonOf(predicted, *saved, options), predicted, options);
}

std::string checkOutput(const std::string& path)
{
    return path.ends_with(".csv") || path.ends_with(".json") ? "" : "must end with .csv or .json, is '" + path + "'";
}

} // namespace

void addPredict(CLI::App& app)
{
    auto* command = app.add_subcommand("predict", "Predict the property a model was trained on, with its spread");
    auto options = std::make_shared<PredictOptions>();
    command->add_option("MODEL", options->model, "Model file, as `mbtr train` writes it")->type_name("")->required();
    command->add_option("FILE", options->files, std::string("Structures, ") + kReadable)->type_name("")->required();
    command
        ->add_option("--reference", options->reference,
                     "Property to compare with, in a unit of the same kind as that of the model; divided by the number of atoms "
                     "where the model's target was")
        ->type_name("NAME");
    addDatasetOptions(*command, options->dataset);
    command->add_option("-o,--output", options->output, "Write a table (.csv) or JSON (.json); default: JSON to standard output")
        ->type_name("FILE")
        ->check(checkOutput);
    command->add_flag("--check-sources", options->checkSources,
                      "Read the files that the model says it was trained on, and warn where they have changed since");
    command->add_flag(
        "--explain", options->explain,
        "List the training structures with alpha_i k(x, x_i), which with the mean and the baseline add up to the value");
    command->add_option("--top", options->top, "With --explain: only so many training structures, the rest as a sum")
        ->type_name("N")
        ->check(CLI::PositiveNumber.description(""));
    command->callback([options] { predict(*options); });
}

} // namespace mbtr::cli
