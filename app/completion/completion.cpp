#include "app/completion/completion.h"

#include "app/completion/scripts.h"

namespace mbtr::cli {

const std::vector<std::string>& shellNames()
{
    static const std::vector<std::string> names {"bash", "zsh", "fish"};
    return names;
}

std::string completionFor(const std::string& shell, const CLI::App& program)
{
    const CommandWords words = wordsOf(program);
    const std::string head = "completion of " + words.name + " for " + shell + ", made from its table of options\n\n";
    if (shell == "bash")
        return "# " + head + bashScript(words);
    if (shell == "zsh")
        return "#compdef " + words.name + "\n# " + head + zshScript(words);
    return "# " + head + fishScript(words);
}

std::string quoted(std::string_view text)
{
    std::string result = "'";
    for (const char c : text)
        result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return result + "'";
}

std::string functionName(std::string_view path)
{
    std::string name = "_" + std::string(path);
    for (char& c : name)
        if (c == ' ' || c == '-')
            c = '_';
    return name;
}

} // namespace mbtr::cli
