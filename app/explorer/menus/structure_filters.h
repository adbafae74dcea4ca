#pragma once

#include <QString>

namespace mbtr::gui {

/// Name filters of file dialogs, from the one list of formats.
QString readableStructures();
QString writableStructures();

} // namespace mbtr::gui
