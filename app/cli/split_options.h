#pragma once

#include "core/dataset/split.h"

#include <string>

namespace CLI {
class App;
}

namespace mbtr::cli {

/// --train, --validate, --validate-on, --seed and --split of a command that trains. methodHelp: of --split.
void addSplitOptions(CLI::App& command, SplitSettings& split, std::string& validateOn, const std::string& methodHelp);

/// "" where `entry` is of the form NAME=UNIT, else what is wrong.
std::string checkUnit(const std::string& entry);

/// Of a learning curve: "" or what is wrong with a number of structures.
std::string checkSize(const std::string& text);

} // namespace mbtr::cli
