#include "app/cli/commands.h"
#include "app/cli/dataset_options.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "app/completion/choices.h"
#include "core/base/error.h"
#include "core/base/whole_file.h"
#include "core/dynamics/integrator.h"
#include "core/dynamics/model_field.h"
#include "core/dynamics/trajectory.h"
#include "core/io/write_dataset.h"
#include "core/store/gdml_file.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <iostream>
#include <map>
#include <memory>

namespace mbtr::cli {

namespace {

struct DynamicsOptions {
    DatasetOptions dataset;
    std::string model, start, output;
    int steps = 0;
    int every = 1;
    DynamicsSettings settings;
};

void run(Integrator& integrator, DynamicsState& state, const DynamicsOptions& options, TrajectoryRecorder& recorder)
{
    TerminalProgress progress;
    recorder.add(state);
    for (int step = 1; step <= options.steps; ++step) {
        integrator.step(state);
        if (step % options.every == 0)
            recorder.add(state);
        if (step % 50 == 0)
            progress.report(static_cast<double>(step) / options.steps, "dynamics");
    }
}

void dynamics(const DynamicsOptions& options)
{
    validate(options.settings);
    formatToWrite(options.output);
    requireWritable(options.output);
    const SavedGdml saved = readGdml(options.model);
    const Dataset dataset = applyOptions(readInputs({options.start}, options.dataset.read), options.dataset);
    printWarnings(dataset.messages);
    if (dataset.structures.empty())
        throw FileError(options.start, 0, "holds no structure to start from");
    const Structure& structure = dataset.structures.front();
    Messages messages;
    const ForceField field = modelField(saved.model, structure, saved.energyUnit, saved.forceUnit, messages);
    printWarnings(messages);

    const Masses masses = massesOf(structure.species);
    Integrator integrator(field, masses, structure.isPeriodic(), options.settings);
    DynamicsState state = integrator.start(structure.positions);
    TrajectoryRecorder recorder(structure, options.settings.thermostat);
    run(integrator, state, options, recorder);

    if (options.settings.thermostat == Thermostat::None && recorder.count() < 2)
        std::cerr << fmt::format(
            "mbtr: the drift of the total energy is unknown: --every {} of {} steps records one frame only\n", options.every,
            options.steps);
    else if (options.settings.thermostat == Thermostat::None)
        std::cerr << fmt::format("mbtr: the total energy drifts by {:.3g} meV/ps\n", recorder.driftPerPicosecond());
    if (const std::size_t far = recorder.furtherThan(saved.model->largestTrainingGap); far > 0)
        std::cerr << "mbtr: warning: " << far << " of " << recorder.count()
                  << " frames lie further from the training geometries than any of those from the others: do not trust the model "
                     "there\n";
    printWarnings(writeDataset(std::move(recorder).dataset(), options.output));
}

} // namespace

void addDynamics(CLI::App& app)
{
    auto* command = app.add_subcommand("dynamics", "Move a molecule by a force model");
    auto options = std::make_shared<DynamicsOptions>();
    command->add_option("MODEL", options->model, "Model file, as `mbtr gdml train` writes it")->type_name("")->required();
    command->add_option("START", options->start, std::string("The first structure of this file is the start, ") + kReadable)
        ->type_name("")
        ->required();
    command->add_option("--steps", options->steps, "Number of steps")
        ->type_name("N")
        ->required()
        ->check(CLI::Range(1, 1'000'000'000).description(""));
    command->add_option("--timestep", options->settings.timestep, "Time step in fs")->type_name("FS")->required();
    command->add_option("--temperature", options->settings.temperature, "Temperature of the start and of the heat bath in K")
        ->type_name("K")
        ->capture_default_str();
    const std::map<std::string, Thermostat> thermostats {{"none", Thermostat::None}, {"langevin", Thermostat::Langevin}};
    auto* thermostat = command
                           ->add_option("--thermostat", options->settings.thermostat,
                                        "none (the default: the energy stays) or langevin (a heat bath)")
                           ->transform(oneOf(thermostats))
                           ->type_name("NAME");
    command->add_option("--friction", options->settings.friction, "Friction of the heat bath in 1/ps")
        ->type_name("G")
        ->capture_default_str()
        ->needs(thermostat);
    command->add_option("--seed", options->settings.seed, "Seed of the first velocities and of the heat bath")
        ->type_name("K")
        ->capture_default_str();
    command->add_option("--every", options->every, "Record one frame in so many steps")
        ->type_name("N")
        ->capture_default_str()
        ->check(CLI::PositiveNumber.description(""));
    command->add_option("-o,--output", options->output, "Write the trajectory to this file, for instance OUT.extxyz")
        ->type_name("FILE")
        ->required();
    addDatasetOptions(*command, options->dataset);
    command->callback([options] { dynamics(*options); });
}

} // namespace mbtr::cli
