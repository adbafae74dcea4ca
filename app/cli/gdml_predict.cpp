#include "app/cli/dataset_options.h"
#include "app/cli/gdml.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "core/gdml/gdml_predictor.h"
#include "core/io/write_dataset.h"
#include "core/store/gdml_file.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

struct GdmlPredictOptions {
    DatasetOptions dataset;
    std::string model, output;
    std::vector<std::string> files;
};

/// The same geometries with what the model says; other properties are left out.
Dataset predictedDataset(const Dataset& asked, const std::vector<EnergyAndForces>& predicted, const SavedGdml& saved)
{
    StructureNumbers energies, far;
    AtomNumbers forces {.components = 3};
    for (const EnergyAndForces& result : predicted) {
        energies.values.push_back(result.energy);
        far.values.push_back(result.farFromTraining);
        forces.values.emplace_back(result.forces.data(), result.forces.data() + result.forces.size());
    }
    return {.structures = asked.structures,
            .properties
            = {{"energy", saved.energyUnit, energies}, {"forces", saved.forceUnit, forces}, {"distance_to_training", "", far}},
            .sources = asked.sources};
}

Json jsonOf(const std::vector<EnergyAndForces>& predicted, const SavedGdml& saved)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        Json forces = Json::array();
        for (Eigen::Index atom = 0; atom < predicted[i].forces.cols(); ++atom)
            forces.push_back({predicted[i].forces(0, atom), predicted[i].forces(1, atom), predicted[i].forces(2, atom)});
        list.push_back({{"structure", i},
                        {"energy", predicted[i].energy},
                        {"forces", forces},
                        {"distance_to_training", predicted[i].farFromTraining}});
    }
    return {{"units", {{"energy", saved.energyUnit}, {"forces", saved.forceUnit}}}, {"predictions", list}};
}

void warnWhereFar(const std::vector<EnergyAndForces>& predicted, const GdmlModel& model)
{
    std::size_t far = 0;
    for (const EnergyAndForces& result : predicted)
        far += result.farFromTraining > model.largestTrainingGap;
    if (far > 0)
        std::cerr << "mbtr: warning: " << far << " of " << predicted.size()
                  << " geometries lie further from the training geometries than any of those from the others: do not trust the "
                     "model there\n";
}

void predict(const GdmlPredictOptions& options)
{
    if (!options.output.empty())
        formatToWrite(options.output);
    const SavedGdml saved = readGdml(options.model);
    const Dataset dataset = applyOptions(readInputs(options.files, options.dataset.read), options.dataset);
    printWarnings(dataset.messages);
    std::vector<EnergyAndForces> predicted;
    {
        TerminalProgress progress;
        predicted = GdmlPredictor(saved.model).predict(dataset.structures, progress);
    }
    warnWhereFar(predicted, *saved.model);
    if (options.output.empty())
        std::cout << jsonOf(predicted, saved).dump(2) << std::endl;
    else
        printWarnings(writeDataset(predictedDataset(dataset, predicted, saved), options.output));
}

} // namespace

void addGdmlPredict(CLI::App& gdml)
{
    auto* command = gdml.add_subcommand("predict", "Energies and forces by a trained model");
    auto options = std::make_shared<GdmlPredictOptions>();
    command->add_option("MODEL", options->model, "Model file, as `mbtr gdml train` writes it")->type_name("")->required();
    command->add_option("FILE", options->files, std::string("Geometries, ") + kReadable)->type_name("")->required();
    command
        ->add_option("-o,--output", options->output,
                     "Write the geometries with energies and forces to this file, for instance OUT.extxyz; default: JSON")
        ->type_name("FILE");
    addDatasetOptions(*command, options->dataset);
    command->callback([options] { predict(*options); });
}

} // namespace mbtr::cli
