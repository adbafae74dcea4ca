#pragma once

#include <QWidget>

namespace mbtr::gui {

class MessageLog;

/// Warnings and errors with file, line and text; the newest is scrolled into view.
class MessagesPanel : public QWidget {
    Q_OBJECT

public:
    explicit MessagesPanel(MessageLog* log, QWidget* parent = nullptr);

    QSize sizeHint() const override;
};

} // namespace mbtr::gui
