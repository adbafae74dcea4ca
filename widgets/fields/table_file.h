#pragma once

class QString;
class QWidget;

namespace mbtr::gui {

/// Writes a table whole or not at all. Returns a sentence where it cannot be, empty when all went well.
QString saveTable(const QString& path, const QString& csv);
/// Asks for the path; nothing happens, and no sentence comes back, where the user chooses none.
QString askAndSaveTable(const QString& title, const QString& proposedName, const QString& csv, QWidget* parent);

} // namespace mbtr::gui
