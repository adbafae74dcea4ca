#pragma once

#include "app/completion/words.h"

#include <string>
#include <string_view>

namespace mbtr::cli {

std::string bashScript(const CommandWords& program);
std::string zshScript(const CommandWords& program);
std::string fishScript(const CommandWords& program);

/// In single quotes, as bash and zsh read them.
std::string quoted(std::string_view text);
/// "_mbtr_gdml_train": a name for a function of a shell.
std::string functionName(std::string_view path);

} // namespace mbtr::cli
