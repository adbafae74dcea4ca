#include "widgets/document/change_settings_command.h"

namespace mbtr::gui {

ChangeSettingsCommand::ChangeSettingsCommand(Session* session, const ModelSettings& after, const QString& what)
    : QUndoCommand(what)
    , m_session(session)
    , m_before(session->modelSettings())
    , m_after(after)
{
    m_inputs.setFlag(Input::Mbtr, m_before.mbtr != m_after.mbtr);
    m_inputs.setFlag(Input::Grids, m_before.gridsFollow != m_after.gridsFollow || m_before.startGrids != m_after.startGrids);
    m_inputs.setFlag(Input::Training, m_before.training != m_after.training);
    m_inputs.setFlag(Input::Forces, m_before.forces != m_after.forces);
}

bool ChangeSettingsCommand::mergeWith(const QUndoCommand* next)
{
    if (next->text() != text()) // ids are equal: Qt asks only then
        return false;
    m_after = static_cast<const ChangeSettingsCommand*>(next)->m_after;
    setObsolete(m_after == m_before);
    return true;
}

void ChangeSettingsCommand::apply(const ModelSettings& settings)
{
    m_session->applyModelSettings(settings, m_inputs);
}

} // namespace mbtr::gui
