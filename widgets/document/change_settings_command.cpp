#include "widgets/document/change_settings_command.h"

namespace mbtr::gui {

ChangeSettingsCommand::ChangeSettingsCommand(Session* session, const MbtrSettings& before, const MbtrSettings& after,
                                             const QString& what)
    : QUndoCommand(what)
    , m_session(session)
    , m_input(Input::Mbtr)
    , m_before {.mbtr = before, .training = {}}
    , m_after {.mbtr = after, .training = {}}
{
}

ChangeSettingsCommand::ChangeSettingsCommand(Session* session, const TrainingSettings& before, const TrainingSettings& after,
                                             const QString& what)
    : QUndoCommand(what)
    , m_session(session)
    , m_input(Input::Training)
    , m_before {.mbtr = {}, .training = before}
    , m_after {.mbtr = {}, .training = after}
{
}

bool ChangeSettingsCommand::mergeWith(const QUndoCommand* next)
{
    if (next->text() != text()) // ids are equal: Qt asks only then
        return false;
    m_after = static_cast<const ChangeSettingsCommand*>(next)->m_after;
    setObsolete(m_after == m_before);
    return true;
}

void ChangeSettingsCommand::apply(const State& state)
{
    if (m_input == Input::Mbtr)
        m_session->m_mbtr = state.mbtr;
    else
        m_session->m_training = state.training;
    m_session->bumpFrom(m_input == Input::Mbtr ? Stage::Features : Stage::Model);
    emit m_session->inputsChanged(m_input);
}

} // namespace mbtr::gui
