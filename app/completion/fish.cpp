#include "app/completion/scripts.h"

namespace mbtr::cli {

namespace {

/// In single quotes, as fish reads them.
std::string fishQuoted(const std::string& text)
{
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + "'";
}

std::string nameOption(const std::string& name)
{
    return name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
}

/// Files where it takes some, nothing but the choices otherwise.
std::string valueOption(const ArgumentWords& argument)
{
    if (argument.value.empty())
        return {};
    if (argument.isFile)
        return " -r -F";
    std::string choices;
    for (const std::string& choice : argument.choices)
        choices += (choices.empty() ? "" : " ") + choice;
    return choices.empty() ? " -x" : " -x -a " + fishQuoted(choices);
}

std::string linesOf(const CommandWords& command, const std::string& program)
{
    const std::string begin
        = "complete -c " + program + " -n " + fishQuoted("test (" + functionName(program) + "_path) = " + quoted(command.path));
    std::string text;
    for (const ArgumentWords& option : command.options) {
        text += begin;
        for (const std::string& name : option.names)
            text += nameOption(name);
        text += valueOption(option) + " -d " + fishQuoted(option.help) + "\n";
    }
    for (const CommandWords& below : command.commands)
        text += begin + " -f -a " + below.name + " -d " + fishQuoted(below.help) + "\n";
    for (const ArgumentWords& positional : command.positionals)
        if (!positional.isFile)
            text += begin + " -f" + valueOption(positional).substr(3) + "\n";
    if (command.commands.empty() && command.positionals.empty())
        text += begin + " -f\n";
    return text;
}

/// Which command the words before the cursor have come to.
std::string pathFunction(const CommandWords& program)
{
    std::string text = "function " + functionName(program.name) + "_path\n    set -l path " + program.name
        + "\n    set -l words (commandline -opc)\n    set -e words[1]\n    for word in $words\n        switch \"$path $word\"\n"
        + "            case";
    for (const CommandWords* command : everyCommand(program))
        text += " " + fishQuoted(command->path);
    return text + "\n                set path \"$path $word\"\n        end\n    end\n    echo $path\nend\n\n";
}

} // namespace

std::string fishScript(const CommandWords& program)
{
    std::string script = pathFunction(program);
    for (const CommandWords* command : everyCommand(program))
        script += linesOf(*command, program.name);
    return script;
}

} // namespace mbtr::cli
