#pragma once

#include "widgets/theme/theme.h"

#include <QSize>
#include <QStringList>
#include <optional>

namespace mbtr::gui {

/// What the window can show beside list and 3-D view.
enum class Page { Explore, Compare, Train, Forces, Phases };

/// The options of mbtr-explorer.
struct CommandLine {
    QStringList files;
    Page page = Page::Explore;
    std::optional<Theme> theme; ///< nothing = as it was left
    QString settingsFile;
    QString screenshot; ///< where to; empty = stay open
    QSize size {1600, 1000}; ///< of the screenshot
    QString thumbnail; ///< where to; empty = a window
    int thumbnailSide = 256; ///< pixels
    bool softwareRendering = false;
    bool noOpenGl = false;
};

/// Nothing where the program has to end with `exitCode` (help or a script for a shell was asked for: 0; wrong usage: 2); the
/// text is printed already.
std::optional<CommandLine> parseCommandLine(int argc, char** argv, int& exitCode);

} // namespace mbtr::gui
