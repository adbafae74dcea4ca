#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mbtr::cli {

/// An option or a positional argument, as far as a shell has to know it.
struct ArgumentWords {
    std::vector<std::string> names; ///< "-o", "--output"; of a positional argument: "FILE"
    std::string help; ///< one short sentence
    std::string value; ///< what follows, "N"; empty where nothing does
    std::vector<std::string> choices; ///< all the values there are; empty where that is not known
    bool isFile = false;
    bool isRepeatable = false;
};

struct CommandWords {
    std::string path; ///< "mbtr gdml train"
    std::string name; ///< "train"
    std::string help;
    std::vector<ArgumentWords> options; ///< those of the commands above too
    std::vector<ArgumentWords> positionals;
    std::vector<CommandWords> commands;
};

/// From the option table itself.
CommandWords wordsOf(const CLI::App& program);

/// The command and those below it, each before its own.
std::vector<const CommandWords*> everyCommand(const CommandWords& program);

} // namespace mbtr::cli
