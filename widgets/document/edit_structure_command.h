#pragma once

#include "widgets/document/session.h"

#include <QUndoCommand>

namespace mbtr::gui {

/// One step of the Edit menu: a structure before and after. Of structures that are no longer open it does nothing.
class EditStructureCommand : public QUndoCommand {
public:
    /// structure = nullptr in `before` or `after`: as the file has it.
    EditStructureCommand(Session* session, int index, EditedStructure after, const QString& what);

    void undo() override { apply(m_before); }
    void redo() override { apply(m_after); }

private:
    void apply(const EditedStructure& edited);

    Session* m_session;
    int m_editsForgotten; ///< before: then the number means this structure
    int m_index;
    EditedStructure m_before;
    EditedStructure m_after;
};

} // namespace mbtr::gui
