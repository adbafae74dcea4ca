#pragma once

namespace CLI {
class App;
}

namespace mbtr::cli {

/// --help-all: the help of every command in one text, from which the man page is made. After all commands have been added.
void addHelpAll(CLI::App& app);

} // namespace mbtr::cli
