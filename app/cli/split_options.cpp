#include "app/cli/split_options.h"
#include "app/completion/choices.h"

#include "core/base/text.h"

#include <CLI/CLI.hpp>
#include <map>

namespace mbtr::cli {

void addSplitOptions(CLI::App& command, SplitSettings& split, std::string& validateOn, const std::string& methodHelp)
{
    command.add_option("--train", split.train, "Number of structures to train on")->type_name("N")->required();
    auto* validate = command.add_option("--validate", split.validate, "Number of structures to validate on; default: all others")
                         ->type_name("M");
    command.add_option("--validate-on", validateOn, "Validate on all structures of this file")
        ->type_name("FILE")
        ->excludes(validate);
    command.add_option("--seed", split.seed, "Seed of the split")->type_name("K")->capture_default_str();
    std::map<std::string, SplitMethod> methods;
    for (std::size_t i = 0; i < splitMethodNames().size(); ++i)
        methods[std::string(splitMethodNames()[i])] = static_cast<SplitMethod>(i);
    command.add_option("--split", split.method, methodHelp)->transform(oneOf(methods))->type_name("NAME");
    command
        .add_option(
            "--group-by", split.groupBy,
            "What --split groups keeps on one side: structures of one formula, of one file, or with one value of a property")
        ->type_name("formula|file|NAME")
        ->capture_default_str();
}

std::string checkUnit(const std::string& entry)
{
    const auto equals = entry.find('=');
    return equals == 0 || equals == std::string::npos ? "'" + entry + "' is not of the form NAME=UNIT" : "";
}

std::string checkSize(const std::string& text)
{
    const auto size = parseInteger(text);
    return size && *size >= 1 ? "" : "sizes must be whole numbers from 1 on, is '" + text + "'";
}

} // namespace mbtr::cli
