#include "app/completion/scripts.h"

#include <map>

namespace mbtr::cli {

namespace {

constexpr const char* kBegin = R"(() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} path=@ words= word
    # --option=value comes as three words
    if [[ $current == = ]]; then
        current=
    elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case "$path $word" in
)";

constexpr const char* kEnd = R"(    if [[ $words == FILES ]]; then
        COMPREPLY=()
        compopt -o default
    else
        COMPREPLY=($(compgen -W "$words" -- "$current"))
    fi
}
)";

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string valuesOf(const ArgumentWords& argument)
{
    return argument.isFile ? "FILES" : joined(argument.choices);
}

/// Cases of the option in front: the words that may follow each.
std::string optionCases(const std::vector<const CommandWords*>& commands)
{
    std::map<std::string, std::string> patterns; // by what is offered
    for (const CommandWords* command : commands)
        for (const ArgumentWords& option : command->options)
            for (const std::string& name : option.names)
                if (!option.value.empty()) {
                    std::string& pattern = patterns[valuesOf(option)];
                    pattern += (pattern.empty() ? "" : " | ") + quoted(command->path + " " + name);
                }
    std::string text;
    for (const auto& [values, pattern] : patterns)
        text += "    " + pattern + ")\n        words=" + quoted(values) + " ;;\n";
    return text;
}

std::string optionNames(const CommandWords& command)
{
    std::string text;
    for (const ArgumentWords& option : command.options)
        for (const std::string& name : option.names)
            text += (text.empty() ? "" : " ") + name;
    return text;
}

std::string wordsInFreePlace(const CommandWords& command)
{
    std::vector<std::string> names;
    for (const CommandWords& below : command.commands)
        names.push_back(below.name);
    if (!names.empty() || command.positionals.empty())
        return joined(names);
    return valuesOf(command.positionals.front());
}

/// Cases of the command: its options where a dash was typed, otherwise its commands, choices or files.
std::string commandCases(const std::vector<const CommandWords*>& commands)
{
    std::string text;
    for (const CommandWords* command : commands)
        text += "        " + quoted(command->path + " -") + ") words=" + quoted(optionNames(*command)) + " ;;\n        "
            + quoted(command->path + " ") + ") words=" + quoted(wordsInFreePlace(*command)) + " ;;\n";
    return text;
}

} // namespace

std::string bashScript(const CommandWords& program)
{
    const std::vector<const CommandWords*> commands = everyCommand(program);
    std::string begin = kBegin;
    begin.replace(begin.find('@', begin.find("path=")), 1, program.name);
    std::string script = functionName(program.name) + begin;
    for (const CommandWords* command : commands)
        if (command != &program)
            script += "        " + quoted(command->path) + ") path=\"$path $word\" ;;\n";
    script += "        esac\n    done\n    case \"$path $previous\" in\n" + optionCases(commands);
    script += "    *)\n        word=${current:0:1}\n        case \"$path ${word/[!-]/}\" in\n" + commandCases(commands);
    script += "        esac ;;\n    esac\n" + std::string(kEnd);
    return script + "complete -F " + functionName(program.name) + " " + program.name + "\n";
}

} // namespace mbtr::cli
