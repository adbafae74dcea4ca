#pragma once

#include <QString>

namespace mbtr::gui {

class Session;

/// For the title bar: the file, or how many.
QString titleOf(const Session& session);
/// For the status bar: "1000 structures, 3 to 21 atoms of H C N O".
QString summaryOf(const Session& session);

} // namespace mbtr::gui
