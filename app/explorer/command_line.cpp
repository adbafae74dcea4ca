#include "app/explorer/command_line.h"

#include "app/completion/choices.h"
#include "app/completion/completion.h"
#include "app/explorer/versions.h"

#include <CLI/CLI.hpp>
#include <QFile>
#include <algorithm>
#include <array>
#include <iostream>

namespace mbtr::gui {

namespace {

struct Words {
    std::vector<std::string> files;
    std::string page = "explore";
    std::string theme;
    std::string settings;
    std::string screenshot;
    std::string thumbnail;
    std::string session;
    std::string size;
    std::string shell;
};

std::optional<Page> pageOf(const std::string& name)
{
    constexpr std::array kNames {"explore", "compare", "train", "forces", "phases"}; // in the order of Page
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    return found == kNames.end() ? std::nullopt : std::optional(static_cast<Page>(found - kNames.begin()));
}

std::string checkPage(const std::string& name)
{
    if (pageOf(name))
        return {};
    if (name == "map")
        return "the page '" + name + "' does not exist yet; there are explore, compare, train, forces and phases";
    return "there is no page '" + name + "'; there are explore, compare, train, forces and phases";
}

QSize parseSize(const std::string& text)
{
    const QStringList parts = QString::fromStdString(text).split('x');
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    return parts.size() == 2 && size.width() >= 320 && size.height() >= 240 && size.width() <= 16384 && size.height() <= 16384
        ? size
        : QSize();
}

/// Of the two sides; 0 where it is no size of a thumbnail.
int parseSide(const std::string& text)
{
    const int side = QString::fromStdString(text).toInt();
    return side >= 16 && side <= 4096 ? side : 0;
}

/// What one option asks of another. Throws as CLI11 does for wrong usage.
void checkTogether(const Words& words)
{
    if (!words.thumbnail.empty() && words.files.size() != 1)
        throw CLI::ValidationError("--thumbnail", "needs one FILE to draw");
    if (words.size.empty())
        return;
    if (!words.thumbnail.empty() && parseSide(words.size) == 0)
        throw CLI::ValidationError("--size", "'" + words.size + "' is not the size of a thumbnail, a number from 16 to 4096");
    if (!words.screenshot.empty() && parseSize(words.size).isEmpty())
        throw CLI::ValidationError("--size", "'" + words.size + "' is not a size like 1600x1000");
    if (words.thumbnail.empty() && words.screenshot.empty())
        throw CLI::RequiresError("--size", "--screenshot or --thumbnail");
}

void addPictureOptions(CLI::App& app, Words& words)
{
    auto* screenshot = app.add_option("--screenshot", words.screenshot,
                                      "Opens the window, waits until all is computed, saves what it shows and ends")
                           ->type_name("OUT.png");
    app.add_option("--thumbnail", words.thumbnail,
                   "Draws the first structure of FILE into a small picture and ends; needs no display")
        ->type_name("OUT.png")
        ->excludes(screenshot);
    app.add_option("--size", words.size,
                   "Pixels: of a screenshot, 1600x1000 unless told; of a thumbnail, one number, 256 unless told")
        ->type_name("WxH|N");
}

void addOptions(CLI::App& app, Words& words, CommandLine& result)
{
    app.add_option("FILE", words.files, "Structures to open (xyz, extxyz, POSCAR, cif; .gz); without one, a bundled example")
        ->type_name("");
    app.add_option("--session", words.session, "Opens a saved session (not possible yet)")
        ->type_name("FILE")
        ->check([](const std::string&) { return std::string("sessions cannot be saved and opened yet"); });
    app.add_option("--page", words.page, "Starts on a page: explore, compare, train, forces, phases")
        ->type_name("NAME")
        ->check(checkPage);
    app.add_option("--theme", words.theme, "Colours: light, dark, system")
        ->type_name("NAME")
        ->check(cli::oneOf(std::vector<std::string> {"light", "dark", "system"}));
    app.add_option("--settings", words.settings, "Starts with these MBTR settings")->type_name("FILE");
    addPictureOptions(app, words);
    app.add_flag("--software-rendering", result.softwareRendering, "Draws without the graphics card");
    app.add_flag("--no-opengl", result.noOpenGl, "No 3-D view at all");
    app.add_option("--complete", words.shell, "Prints a script that makes a shell complete these options: bash, zsh or fish")
        ->type_name("SHELL")
        ->check(cli::oneOf(cli::shellNames()));
}

std::optional<Theme> themeOf(const std::string& name)
{
    if (name == "light")
        return Theme::Light;
    if (name == "dark")
        return Theme::Dark;
    if (name == "system")
        return Theme::System;
    return {};
}

} // namespace

std::optional<CommandLine> parseCommandLine(int argc, char** argv, int& exitCode)
{
    CLI::App app {"Shows molecules and crystals, their many-body tensors, and models trained on them", "mbtr-explorer"};
    app.set_version_flag("--version", versionText());
    Words words;
    CommandLine result;
    addOptions(app, words, result);
    try {
        app.parse(argc, argv);
        checkTogether(words);
    } catch (const CLI::Success& success) { // --help, --version
        exitCode = app.exit(success);
        return {};
    } catch (const CLI::ParseError& error) {
        app.exit(error);
        exitCode = 2;
        return {};
    }
    if (!words.shell.empty()) {
        std::cout << cli::completionFor(words.shell, app);
        return {};
    }
    for (const auto& file : words.files)
        result.files.append(QFile::decodeName(file.c_str()));
    result.page = pageOf(words.page).value_or(Page::Explore);
    result.theme = themeOf(words.theme);
    result.settingsFile = QFile::decodeName(words.settings.c_str());
    result.screenshot = QFile::decodeName(words.screenshot.c_str());
    result.thumbnail = QFile::decodeName(words.thumbnail.c_str());
    if (const QSize size = parseSize(words.size); !size.isEmpty())
        result.size = size;
    if (const int side = parseSide(words.size); side > 0)
        result.thumbnailSide = side;
    return result;
}

} // namespace mbtr::gui
