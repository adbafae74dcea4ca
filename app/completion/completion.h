#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace mbtr::cli {

/// "bash", "zsh", "fish".
const std::vector<std::string>& shellNames();

/// A script that makes a shell complete the commands, options, choices and files of a program; shell: one of shellNames().
/// bash: to be sourced; zsh: a file _PROGRAM in a folder of fpath, or sourced; fish: a file PROGRAM.fish, or sourced.
std::string completionFor(const std::string& shell, const CLI::App& program);

} // namespace mbtr::cli
