#include "app/completion/words.h"

#include "app/completion/choices.h"

#include <algorithm>

namespace mbtr::cli {

namespace {

/// The part before the first semicolon or bracket: a list in a shell has one line for each option.
std::string shortened(const std::string& help)
{
    const std::string text = help.substr(0, std::min(help.find(';'), help.find(" (")));
    return text.substr(0, text.find('\n'));
}

std::vector<std::string> choicesOf(const CLI::Option& option)
{
    // CLI11 gives its checks only to those who may change the option, and ends the list with an exception.
    auto& checks = const_cast<CLI::Option&>(option);
    const std::string prefix = kChoices;
    try {
        for (int i = 0;; ++i)
            if (const std::string& name = checks.get_validator(i)->get_name(); name.starts_with(prefix))
                return CLI::detail::split(name.substr(prefix.size()), ' ');
    } catch (const CLI::OptionNotFound&) {
        return {};
    }
}

bool namesAFile(const std::string& value)
{
    for (const char* word : {"FILE", "TABLE", "MODEL", "OUT", "DIR"})
        if (value.find(word) != std::string::npos)
            return true;
    return false;
}

ArgumentWords argumentOf(const CLI::Option& option)
{
    ArgumentWords words;
    words.help = shortened(option.get_description());
    words.choices = choicesOf(option);
    words.isRepeatable = option.get_items_expected_max() > 1;
    if (option.get_positional()) {
        words.names = {option.get_name(true)};
        words.value = words.names.front();
        words.isFile = words.choices.empty();
        return words;
    }
    for (const std::string& name : option.get_snames())
        words.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames())
        words.names.push_back("--" + name);
    if (option.get_items_expected_max() > 0) {
        words.value = option.get_type_name().empty() ? "VALUE" : option.get_type_name();
        words.isFile = words.choices.empty() && namesAFile(words.value);
    }
    return words;
}

CommandWords commandOf(const CLI::App& app, const std::string& path, const std::vector<ArgumentWords>& ofThoseAbove)
{
    CommandWords command {.path = path, .name = app.get_name(), .help = shortened(app.get_description())};
    std::vector<ArgumentWords> handedDown = ofThoseAbove;
    for (const CLI::Option* option : app.get_options()) {
        const bool isHelp = option == app.get_help_ptr() || option == app.get_help_all_ptr() || option == app.get_version_ptr();
        const ArgumentWords words = argumentOf(*option);
        (option->get_positional() ? command.positionals : command.options).push_back(words);
        if (!option->get_positional() && !isHelp)
            handedDown.push_back(words);
    }
    command.options.insert(command.options.end(), ofThoseAbove.begin(), ofThoseAbove.end());
    for (const CLI::App* below : app.get_subcommands([](const CLI::App*) { return true; }))
        command.commands.push_back(commandOf(*below, path + " " + below->get_name(), handedDown));
    return command;
}

void append(const CommandWords& command, std::vector<const CommandWords*>& all)
{
    all.push_back(&command);
    for (const CommandWords& below : command.commands)
        append(below, all);
}

} // namespace

CommandWords wordsOf(const CLI::App& program)
{
    return commandOf(program, program.get_name(), {});
}

std::vector<const CommandWords*> everyCommand(const CommandWords& program)
{
    std::vector<const CommandWords*> all;
    append(program, all);
    return all;
}

} // namespace mbtr::cli
