#include "app/cli/inputs.h"

#include "app/cli/terminal_progress.h"
#include "core/io/format.h"
#include "core/io/read_dataset.h"

#include <iostream>

namespace mbtr::cli {

const std::string kReadable = readableFormatNames() + ", also .gz; - is standard input";

Dataset readInputs(const std::vector<std::string>& paths)
{
    TerminalProgress progress;
    Dataset dataset;
    const double share = 1.0 / static_cast<double>(paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) {
        SubProgress part(progress, static_cast<double>(i) * share, static_cast<double>(i + 1) * share);
        append(dataset, readFile(paths[i], part));
    }
    return dataset;
}

void setUnits(Dataset& dataset, const std::vector<std::string>& units)
{
    for (const std::string& entry : units) {
        const auto equals = entry.find('='); // there: checked by the option
        for (Property& property : dataset.properties)
            if (property.name == entry.substr(0, equals))
                property.unit = entry.substr(equals + 1);
    }
}

void printWarnings(const Messages& messages)
{
    for (const Message& message : messages)
        if (message.severity != Severity::Note)
            std::cerr << "mbtr: warning: " << toText(message) << '\n';
}

} // namespace mbtr::cli
