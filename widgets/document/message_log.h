#pragma once

#include "core/base/log.h"

#include <QObject>

namespace mbtr::gui {

/// What the user should know: notes on the open files, and what went wrong since. Never a modal box.
class MessageLog : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Those on the files first.
    const Messages& messages() const { return m_messages; }
    int count(Severity severity) const;

    /// Replaces the notes on the files.
    void setFileMessages(const Messages& messages);
    void add(Message message);
    void clear();

signals:
    void changed();

private:
    Messages m_messages;
    std::ptrdiff_t m_fileMessages = 0; ///< how many of them are notes on the files
};

} // namespace mbtr::gui
