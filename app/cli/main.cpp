#include "app/cli/commands.h"
#include "core/base/blas.h"
#include "core/base/error.h"
#include "core/base/threads.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

namespace {

using namespace mbtr::cli;

void addThreadsOption(CLI::App& app)
{
    auto limit = std::make_shared<std::unique_ptr<mbtr::ThreadLimit>>();
    app.add_option_function<int>(
           "--threads", [limit](const int& count) { *limit = std::make_unique<mbtr::ThreadLimit>(count); },
           "How many threads to use (default: all cores)")
        ->check(CLI::Range(1, 4096))
        ->trigger_on_parse();
}

int run(int argc, char** argv)
{
    CLI::App app {"Many-body tensor representations of molecules and crystals, and models trained on them", "mbtr"};
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("mbtr " MBTR_VERSION "\n") + mbtr::blasDescription());
    app.fallthrough();
    addThreadsOption(app);
    addSettingsCommand(app);
    addLayoutCommand(app);
    addComputeCommand(app);

    try {
        app.parse(argc, argv);
        return 0;
    } catch (const CLI::Success& success) { // --help, --version
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        app.exit(error);
        return 2;
    }
}

} // namespace

int main(int argc, char** argv)
{
    mbtr::restartWithFastBlas(argv);
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "mbtr: " << error.what() << '\n';
        return 1;
    }
}
