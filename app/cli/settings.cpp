#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "app/completion/choices.h"
#include "core/mbtr/fit_grids.h"
#include "core/mbtr/presets.h"
#include "core/mbtr/settings_json.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

namespace mbtr::cli {

namespace {

struct SettingsOptions {
    std::string preset = "default";
    std::vector<std::string> files;
    ReadOptions read;
};

void run(const SettingsOptions& options)
{
    MbtrSettings settings = preset(options.preset);
    if (!options.files.empty()) {
        TerminalProgress progress;
        const Dataset dataset = readInputs(options.files, options.read);
        printWarnings(dataset.messages);
        settings = fitGrids(settings, dataset, progress);
    }
    std::cout << toJson(settings);
}

} // namespace

void addSettings(CLI::App& app)
{
    auto options = std::make_shared<SettingsOptions>();
    CLI::App* command = app.add_subcommand("settings", "Print a settings file (JSON)");
    const std::vector<std::string> names(presetNames().begin(), presetNames().end());
    command->add_option("--preset", options->preset, "Where to start from: " + CLI::detail::join(names, ", "))
        ->check(oneOf(names))
        ->type_name("NAME")
        ->capture_default_str();
    command->add_option("--for", options->files, std::string("Fit species and grids to these structures: ") + kReadable)
        ->type_name("FILE");
    addReadOptions(*command, options->read);
    command->callback([options] { run(*options); });
}

} // namespace mbtr::cli
