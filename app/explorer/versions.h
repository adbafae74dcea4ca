#pragma once

#include <string>

namespace mbtr::gui {

/// "mbtr-explorer 0.2.0", then the libraries that matter for bug reports, one a line.
std::string versionText();

/// Version and renderer of OpenGL; asks the driver, so a QApplication must exist.
std::string openGlDescription();

} // namespace mbtr::gui
