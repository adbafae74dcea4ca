#include "app/cli/commands.h"
#include "app/cli/help_all.h"
#include "core/base/blas.h"
#include "core/base/error.h"
#include "core/base/library_versions.h"
#include "core/base/threads.h"
#include "core/base/whole_file.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>
#include <new>
#include <optional>
#include <unistd.h>

namespace {

int run(int argc, char** argv)
{
    CLI::App app {"Many-body tensor representations of molecules and crystals, and models trained on them", "mbtr"};
    app.require_subcommand(1);
    app.set_version_flag("--version", "mbtr " MBTR_VERSION "\n" + mbtr::blasDescription() + "\n" + mbtr::libraryVersions(),
                         "Print the versions of the program and its libraries, and the linear algebra in use");
    app.fallthrough();
    std::optional<mbtr::ThreadLimit> threads;
    app.add_option_function<int>(
           "--threads", [&](int count) { threads.emplace(count); }, "Threads to use, with every command; default: all cores")
        ->check(CLI::Range(1, 4096).description(""))
        ->type_name("N");
    mbtr::cli::addInfo(app);
    mbtr::cli::addConvert(app);
    mbtr::cli::addFormats(app);
    mbtr::cli::addSettings(app);
    mbtr::cli::addLayout(app);
    mbtr::cli::addCompute(app);
    mbtr::cli::addContributions(app);
    mbtr::cli::addDistance(app);
    mbtr::cli::addTrain(app);
    mbtr::cli::addPredict(app);
    mbtr::cli::addLearningCurve(app);
    mbtr::cli::addSearch(app);
    mbtr::cli::addGdml(app);
    mbtr::cli::addDynamics(app);
    mbtr::cli::addHull(app);
    mbtr::cli::addHullSearch(app);
    mbtr::cli::addComplete(app);
    mbtr::cli::addHelpAll(app);
    for (CLI::App* command : app.get_subcommands({}))
        command->footer("--threads N: threads to use; default: all cores");

    try {
        app.parse(argc, argv);
        std::cout.flush();
        if (!std::cout)
            throw mbtr::FileError("standard output", 0, "cannot be written");
        return 0;
    } catch (const CLI::Success& success) { // --help, --version
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        app.exit(error);
        return 2;
    }
}

/// Ctrl+C: the program ends at once, by the signal, wherever it is.
extern "C" void endAtOnce(int signal)
{
    mbtr::removeUnfinishedFile();
    if (isatty(STDERR_FILENO))
        (void)!write(STDERR_FILENO, "\r\033[K", 4); // the line of progress
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

} // namespace

int main(int argc, char** argv)
{
    mbtr::restartWithFastBlas(argv);
    std::signal(SIGINT, endAtOnce);
    std::signal(SIGTERM, endAtOnce);
    try {
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        std::cerr << "mbtr: there is not enough memory for this\n";
    } catch (const std::exception& error) {
        std::cerr << "mbtr: " << error.what() << '\n';
    }
    return 1;
}
