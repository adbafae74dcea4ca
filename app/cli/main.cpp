#include "app/cli/commands.h"
#include "core/base/blas.h"
#include "core/base/error.h"
#include "core/base/threads.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <optional>

namespace {

int run(int argc, char** argv)
{
    CLI::App app {"Many-body tensor representations of molecules and crystals, and models trained on them", "mbtr"};
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("mbtr " MBTR_VERSION "\n") + mbtr::blasDescription());
    app.fallthrough();
    std::optional<mbtr::ThreadLimit> threads;
    app.add_option_function<int>("--threads", [&](int count) { threads.emplace(count); }, "Threads to use; default: all cores")
        ->check(CLI::Range(1, 4096));
    mbtr::cli::addInfo(app);
    mbtr::cli::addConvert(app);
    mbtr::cli::addSettings(app);
    mbtr::cli::addLayout(app);
    mbtr::cli::addCompute(app);
    mbtr::cli::addContributions(app);
    mbtr::cli::addDistance(app);
    mbtr::cli::addTrain(app);

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
