#include "app/cli/help_all.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace mbtr::cli {

namespace {

/// Under the list of commands, the options of each, also of those below other commands.
class HelpOfEveryCommand : public CLI::Formatter {
public:
    std::string make_subcommands(const CLI::App* app, CLI::AppFormatMode mode) const override
    {
        std::string text = CLI::Formatter::make_subcommands(app, CLI::AppFormatMode::Normal);
        if (mode == CLI::AppFormatMode::All)
            for (const CLI::App* command : commandsOf(app))
                text += helpOf(command, app->get_name());
        return text;
    }

private:
    static std::vector<const CLI::App*> commandsOf(const CLI::App* app)
    {
        return app->get_subcommands([](const CLI::App*) { return true; });
    }
    std::string helpOf(const CLI::App* command, const std::string& above) const
    {
        const std::string path = above + " " + command->get_name();
        std::string text = "\n" + path + ":\n" + command->get_description() + "\n\n";
        for (const CLI::Option* option : command->get_options())
            if (option->get_positional())
                text += make_option(option, true);
        for (const CLI::Option* option : command->get_options())
            if (option->nonpositional() && option != command->get_help_ptr())
                text += make_option(option, false);
        for (const CLI::App* below : commandsOf(command))
            text += helpOf(below, path);
        return text;
    }
};

} // namespace

void addHelpAll(CLI::App& app)
{
    app.formatter(std::make_shared<HelpOfEveryCommand>());
    app.set_help_all_flag("--help-all", "Print the help of every command and exit");
}

} // namespace mbtr::cli
