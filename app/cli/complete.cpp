#include "app/cli/commands.h"
#include "app/completion/choices.h"
#include "app/completion/completion.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

namespace mbtr::cli {

void addComplete(CLI::App& app)
{
    auto shell = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("complete", "Print a script that makes a shell complete commands, options and files");
    command->add_option("SHELL", *shell, "bash, zsh or fish; for instance: source <(mbtr complete bash)")
        ->type_name("")
        ->required()
        ->check(oneOf(shellNames()));
    command->callback([shell, &app] { std::cout << completionFor(*shell, app); });
}

} // namespace mbtr::cli
