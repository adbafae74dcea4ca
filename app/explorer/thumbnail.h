#pragma once

#include "app/explorer/command_line.h"

class QImage;

namespace mbtr {
struct Structure;
}

namespace mbtr::gui {

/// The structure as shapes on a transparent ground, side x side pixels; needs no display, no OpenGL, but a QGuiApplication.
QImage thumbnailOf(const Structure& structure, int side);

/// --thumbnail: for file managers, which show a picture of every file in a folder. Returns what the program ends with; a
/// problem is printed.
int runThumbnail(const CommandLine& options, char** argv);

} // namespace mbtr::gui
