#include "widgets/document/edit_structure_command.h"

namespace mbtr::gui {

EditStructureCommand::EditStructureCommand(Session* session, int index, EditedStructure after, const QString& what)
    : QUndoCommand(what)
    , m_session(session)
    , m_editsForgotten(session->editsForgotten())
    , m_index(index)
    , m_before(session->isEdited(index) ? session->structure(index) : EditedStructure())
    , m_after(std::move(after))
{
}

void EditStructureCommand::apply(const EditedStructure& edited)
{
    if (m_session->editsForgotten() != m_editsForgotten) {
        setObsolete(true);
        return;
    }
    if (edited.structure)
        m_session->m_edits[m_index] = edited;
    else
        m_session->m_edits.erase(m_index);
    emit m_session->structureEdited(m_index);
}

} // namespace mbtr::gui
