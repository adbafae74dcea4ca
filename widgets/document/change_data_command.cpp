#include "widgets/document/change_data_command.h"

namespace mbtr::gui {

ChangeDataCommand::ChangeDataCommand(Session* session, DataSettings after, const QString& what)
    : QUndoCommand(what)
    , m_session(session)
    , m_document(session->document())
    , m_before(session->dataSettings())
    , m_after(std::move(after))
{
}

bool ChangeDataCommand::mergeWith(const QUndoCommand* next)
{
    const auto* later = static_cast<const ChangeDataCommand*>(next); // ids are equal: Qt asks only then
    if (later->text() != text() || later->m_document != m_document)
        return false;
    m_after = later->m_after;
    setObsolete(m_after == m_before);
    return true;
}

void ChangeDataCommand::apply(const DataSettings& settings)
{
    if (m_session->document() == m_document)
        m_session->applyData(settings);
    else
        setObsolete(true);
}

} // namespace mbtr::gui
