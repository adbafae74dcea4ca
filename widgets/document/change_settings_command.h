#pragma once

#include "widgets/document/session.h"

#include <QUndoCommand>

namespace mbtr::gui {

/// One step of the Edit menu: the settings of models before and after. Only the parts that differ are set; what has been
/// adopted meanwhile of the others stays.
class ChangeSettingsCommand : public QUndoCommand {
public:
    ChangeSettingsCommand(Session* session, const ModelSettings& after, const QString& what);

    void undo() override { apply(m_before); }
    void redo() override { apply(m_after); }
    int id() const override { return static_cast<int>(m_inputs); }
    bool mergeWith(const QUndoCommand* next) override;

private:
    void apply(const ModelSettings& settings);

    Session* m_session;
    ModelSettings m_before;
    ModelSettings m_after;
    Inputs m_inputs; ///< what differs
};

} // namespace mbtr::gui
