#pragma once

#include "widgets/document/session.h"

#include <QUndoCommand>

namespace mbtr::gui {

/// One step of the Edit menu: edits and subset of the open files before and after. Once other files are open it does nothing.
class ChangeDataCommand : public QUndoCommand {
public:
    ChangeDataCommand(Session* session, DataSettings after, const QString& what);

    void undo() override { apply(m_before); }
    void redo() override { apply(m_after); }
    int id() const override { return static_cast<int>(Input::Edits); }
    bool mergeWith(const QUndoCommand* next) override;

private:
    void apply(const DataSettings& settings);

    Session* m_session;
    int m_document;
    DataSettings m_before;
    DataSettings m_after;
};

} // namespace mbtr::gui
