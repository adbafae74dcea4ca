#include "widgets/panels/status/messages_panel.h"

#include "widgets/document/message_log.h"
#include "widgets/items/message_model.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

namespace mbtr::gui {

namespace {

void copyAll(const MessageLog& log)
{
    QStringList lines;
    for (const Message& message : log.messages())
        lines.append(QString::fromStdString(toText(message)));
    QApplication::clipboard()->setText(lines.join('\n'));
}

void fillMenu(QTreeView* table, MessageLog* log)
{
    auto* copy = new QAction(themedIcon("copy"), MessagesPanel::tr("Copy all messages"), table);
    auto* clear = new QAction(MessagesPanel::tr("Clear"), table);
    QObject::connect(copy, &QAction::triggered, log, [log] { copyAll(*log); });
    QObject::connect(clear, &QAction::triggered, log, &MessageLog::clear);
    table->addActions({copy, clear});
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace

MessagesPanel::MessagesPanel(MessageLog* log, QWidget* parent)
    : QWidget(parent)
{
    setObjectName("messagesPanel");
    auto* table = new QTreeView(this);
    table->setObjectName("messageTable");
    table->setAccessibleName(tr("Messages"));
    table->setModel(new MessageModel(log, this));
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setAlternatingRowColors(true);
    table->setFrameShape(QFrame::NoFrame);
    table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    fillMenu(table, log);
    connect(log, &MessageLog::changed, table, &QTreeView::scrollToBottom, Qt::QueuedConnection);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(table);
}

QSize MessagesPanel::sizeHint() const
{
    return {600, 6 * fontMetrics().height() + 40};
}

} // namespace mbtr::gui

#include "moc_messages_panel.cpp"
