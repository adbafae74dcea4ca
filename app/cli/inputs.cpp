#include "app/cli/inputs.h"

#include "app/cli/terminal_progress.h"
#include "core/io/format.h"
#include "core/io/read_dataset.h"
#include "core/mbtr/cut_loss.h"

#include <iostream>

namespace mbtr::cli {

const std::string kReadable = readableFormatNames() + ", also .gz; - is standard input";

Dataset readInputs(const std::vector<std::string>& paths)
{
    TerminalProgress progress;
    std::vector<std::string> files;
    for (const std::string& path : paths)
        for (std::string& file : filesOf(path))
            files.push_back(std::move(file));
    Dataset dataset;
    const double share = 1.0 / static_cast<double>(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        SubProgress part(progress, static_cast<double>(i) * share, static_cast<double>(i + 1) * share);
        append(dataset, readFile(files[i], part));
    }
    if (files.size() > paths.size())
        addFileNames(dataset);
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

void printNotes(const Messages& messages)
{
    for (const Message& message : messages)
        if (message.severity == Severity::Note)
            std::cerr << "mbtr: " << toText(message) << '\n';
}

void printCuts(const Dataset& dataset, const Layout& layout)
{
    Progress progress;
    for (const Message& message : cutMessages(layout, cutWeightsOf(dataset, layout, progress)))
        std::cerr << (message.severity == Severity::Note ? "mbtr: note: " : "mbtr: warning: ") << toText(message) << '\n';
}

} // namespace mbtr::cli
