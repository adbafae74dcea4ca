#pragma once

#include <QStringList>

class QMenu;

namespace mbtr {
struct Property;
}

namespace mbtr::gui {

class Session;

/// To choose from; others can be typed.
QStringList suggestedUnits();

/// What can be done to a property: state its unit, convert it, derive atomisation energies. Each is one undo step. Stays empty
/// for texts.
void fillPropertyMenu(QMenu* menu, Session* session, const Property& property);

} // namespace mbtr::gui
