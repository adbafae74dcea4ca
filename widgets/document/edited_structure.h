#pragma once

#include "core/chemistry/bonding/bond_changes.h"

#include <memory>

namespace mbtr::gui {

class Selection;
class Session;

/// A structure, and where its bonds are not those that distances tell. A value: cheap to copy, never changed.
struct EditedStructure {
    std::shared_ptr<const Structure> structure;
    BondChanges bonds;
};

/// The same structure with the same bonds set by hand, whatever the rules of the document.
bool isSame(const EditedStructure& a, const EditedStructure& b);

/// The current structure as it is to be shown: its preview where there is one, else as it was edited, else as the file has
/// it. structure = nullptr where there is none.
EditedStructure shownStructure(const Session& session, const Selection& selection);

/// Its bonds, as mbtr::bondsOf(); none where the cell is too small to find them.
std::vector<Bond> bondsOf(const EditedStructure& edited);

} // namespace mbtr::gui
