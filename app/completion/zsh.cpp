#include "app/completion/scripts.h"

namespace mbtr::cli {

namespace {

/// Colons and brackets mean something in the specifications of _arguments and of _values.
std::string escaped(const std::string& text)
{
    std::string result;
    for (const char c : text) {
        if (c == ':' || c == '[' || c == ']' || c == '\\')
            result += '\\';
        result += c;
    }
    return result;
}

/// ":N: ", ":NAME:(none even)", ":FILE:_files"
std::string valueOf(const ArgumentWords& argument)
{
    if (argument.value.empty())
        return {};
    std::string action = argument.isFile ? "_files" : " ";
    if (!argument.choices.empty()) {
        action = "(";
        for (const std::string& choice : argument.choices)
            action += (action.size() > 1 ? " " : "") + choice;
        action += ")";
    }
    return ":" + escaped(argument.value) + ":" + action;
}

/// One a name; the other names of the option are not offered any more.
std::string optionSpecs(const ArgumentWords& option)
{
    std::string others;
    for (const std::string& name : option.names)
        others += (others.empty() ? "" : " ") + name;
    const std::string front = option.isRepeatable ? "*" : "(" + others + ")";
    std::string specs;
    for (const std::string& name : option.names) {
        const std::string form = option.value.empty() ? name : name + (name.starts_with("--") ? "=" : "+");
        specs += " \\\n        " + quoted(front + form + "[" + escaped(option.help) + "]" + valueOf(option));
    }
    return specs;
}

std::string commandSpec(const CommandWords& command)
{
    std::string list;
    for (const CommandWords& below : command.commands)
        list += (list.empty() ? "" : " ") + below.name + "\\:\"" + escaped(below.help) + "\"";
    return " \\\n        " + quoted("1:command:((" + list + "))") + " \\\n        '*:: :->rest'";
}

std::string functionOf(const CommandWords& command)
{
    std::string text = functionName(command.path)
        + "() {\n    local curcontext=\"$curcontext\" state line\n    typeset -A opt_args\n" + "    _arguments -C";
    for (const ArgumentWords& option : command.options)
        text += optionSpecs(option);
    if (!command.commands.empty())
        text += commandSpec(command);
    for (const ArgumentWords& positional : command.positionals)
        text += " \\\n        " + quoted((positional.isRepeatable ? "*" : "") + valueOf(positional));
    text += "\n";
    if (!command.commands.empty()) {
        text += "    [[ $state == rest ]] || return\n    case $line[1] in\n";
        for (const CommandWords& below : command.commands)
            text += "    " + below.name + ") " + functionName(below.path) + " ;;\n";
        text += "    esac\n";
    }
    return text + "}\n\n";
}

} // namespace

std::string zshScript(const CommandWords& program)
{
    std::string script;
    for (const CommandWords* command : everyCommand(program))
        script += functionOf(*command);
    const std::string name = functionName(program.name);
    // As a file of fpath this is the body of the function itself; sourced, it has to say what it completes.
    return script + "if [[ $funcstack[1] == " + name + " ]]; then\n    " + name + " \"$@\"\nelse\n    compdef " + name + " "
        + program.name + "\nfi\n";
}

} // namespace mbtr::cli
