#pragma once

class QMenu;

namespace mbtr {
struct Property;
}

namespace mbtr::gui {

class Session;

/// What can be done to a property: state its unit, convert it, derive atomisation energies. Each is one undo step. Stays empty for texts.
void fillPropertyMenu(QMenu* menu, Session* session, const Property& property);

} // namespace mbtr::gui
