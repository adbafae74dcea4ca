#include "widgets/document/message_log.h"

#include <algorithm>

namespace mbtr::gui {

int MessageLog::count(Severity severity) const
{
    return static_cast<int>(std::ranges::count(m_messages, severity, &Message::severity));
}

void MessageLog::setFileMessages(const Messages& messages)
{
    m_messages.erase(m_messages.begin(), m_messages.begin() + m_fileMessages);
    m_messages.insert(m_messages.begin(), messages.begin(), messages.end());
    m_fileMessages = std::ssize(messages);
    emit changed();
}

void MessageLog::add(Message message)
{
    m_messages.push_back(std::move(message));
    emit changed();
}

void MessageLog::clear()
{
    m_messages.clear();
    m_fileMessages = 0;
    emit changed();
}

} // namespace mbtr::gui

#include "moc_message_log.cpp"
