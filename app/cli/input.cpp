#include "app/cli/input.h"

#include "app/cli/terminal_progress.h"
#include "core/io/read_dataset.h"

#include <fmt/format.h>

namespace mbtr::cli {

void print(const Messages& messages)
{
    for (const Message& message : messages)
        fmt::print(stderr, "mbtr: {}\n", toText(message));
}

Dataset readInput(const std::vector<std::string>& paths)
{
    Dataset dataset;
    for (const std::string& path : paths) {
        TerminalProgress progress;
        append(dataset, readFile(path, progress));
    }
    print(dataset.messages);
    return dataset;
}

} // namespace mbtr::cli
