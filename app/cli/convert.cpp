#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "core/base/error.h"
#include "core/io/format.h"
#include "core/io/write_dataset.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mbtr::cli {

namespace {

struct ConvertOptions {
    std::string in;
    std::string out;
    ReadOptions read;
};

void runConvert(const ConvertOptions& options)
{
    try {
        formatToWrite(options.out);
    } catch (const FileError& error) {
        throw CLI::ValidationError("OUT", error.message());
    }
    requireWritable(options.out);
    const Dataset dataset = readInputs({options.in}, options.read);
    const Messages losses = writeDataset(dataset, options.out);
    printWarnings(dataset.messages);
    printWarnings(losses);
}

} // namespace

void addConvert(CLI::App& app)
{
    auto options = std::make_shared<ConvertOptions>();
    CLI::App* command = app.add_subcommand("convert", "Write structures in another format");
    command->add_option("IN", options->in, std::string("Structures, ") + kReadable)->type_name("")->required();
    command->add_option("OUT", options->out, "File to write, by suffix: " + writableSuffixes() + ", also .gz; what its format cannot hold is a warning")->type_name("")->required();
    addReadOptions(*command, options->read);
    command->callback([options] { runConvert(*options); });
}

} // namespace mbtr::cli
