#include "app/cli/gdml.h"

#include "app/cli/commands.h"

#include <CLI/CLI.hpp>

namespace mbtr::cli {

void addGdml(CLI::App& app)
{
    auto* gdml = app.add_subcommand("gdml", "Force models: symmetric gradient-domain machine learning");
    gdml->require_subcommand(1);
    gdml->fallthrough();
    addGdmlTrain(*gdml);
    addGdmlPredict(*gdml);
}

} // namespace mbtr::cli
