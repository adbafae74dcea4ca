#include "widgets/document/edited_structure.h"

#include "core/base/error.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"

namespace mbtr::gui {

bool isSame(const EditedStructure& a, const EditedStructure& b)
{
    return a.structure == b.structure && a.bonds.added == b.bonds.added && a.bonds.removed == b.bonds.removed;
}

EditedStructure shownStructure(const Session& session, const Selection& selection)
{
    if (selection.preview().structure)
        return selection.preview();
    return session.structure(selection.structure());
}

std::vector<Bond> bondsOf(const EditedStructure& edited)
{
    try {
        return mbtr::bondsOf(*edited.structure, edited.bonds);
    } catch (const NumericalError&) {
        return {};
    }
}

} // namespace mbtr::gui
