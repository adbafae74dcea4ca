#pragma once

namespace mbtr::gui {

struct CommandLine;

/// Platform, OpenGL format and driver, before QApplication. Until displayIsThere(), a platform that cannot be opened ends
/// the program with one sentence and exit code 1 where Qt would abort.
void prepareGraphics(const CommandLine& options);
/// Call once QApplication exists.
void displayIsThere();

} // namespace mbtr::gui
