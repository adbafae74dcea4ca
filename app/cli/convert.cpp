#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "core/io/write_dataset.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mbtr::cli {

namespace {

struct ConvertOptions {
    std::string in;
    std::string out;
};

void runConvert(const ConvertOptions& options)
{
    const Dataset dataset = readInputs({options.in});
    const Messages losses = writeDataset(dataset, options.out);
    printWarnings(dataset.messages);
    printWarnings(losses);
}

} // namespace

void addConvert(CLI::App& app)
{
    auto options = std::make_shared<ConvertOptions>();
    CLI::App* command = app.add_subcommand("convert", "Write structures in another format, by suffix: .extxyz, .xyz, .poscar, .cif (.gz allowed)");
    command->add_option("IN", options->in, "File to read; - is standard input")->required();
    command->add_option("OUT", options->out, "File to write; what its format cannot hold is a warning")->required();
    command->callback([options] { runConvert(*options); });
}

} // namespace mbtr::cli
