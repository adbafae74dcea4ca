#include "widgets/items/message_model.h"

#include "widgets/document/message_log.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QFile>
#include <QFileInfo>

namespace mbtr::gui {

namespace {

QString word(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return MessageModel::tr("Note");
    case Severity::Warning:
        return MessageModel::tr("Warning");
    case Severity::Error:
        return MessageModel::tr("Error");
    }
    return {};
}

QIcon icon(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return themedIcon("note", accentColor);
    case Severity::Warning:
        return themedIcon("warning", warningColor);
    case Severity::Error:
        return themedIcon("error", errorColor);
    }
    return {};
}

QString shown(const Message& message, int column)
{
    switch (column) {
    case MessageModel::Kind:
        return word(message.severity);
    case MessageModel::File:
        return QFileInfo(QFile::decodeName(message.path.c_str())).fileName();
    case MessageModel::Line:
        return message.line > 0 ? QString::number(message.line) : QString();
    case MessageModel::Text:
        return QString::fromStdString(message.text);
    }
    return {};
}

} // namespace

MessageModel::MessageModel(MessageLog* log, QObject* parent)
    : QAbstractTableModel(parent)
    , m_log(log)
{
    connect(log, &MessageLog::changed, this, &MessageModel::reload);
    reload();
}

void MessageModel::reload()
{
    beginResetModel();
    m_rows = static_cast<int>(m_log->messages().size());
    endResetModel();
}

int MessageModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int MessageModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessageModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows)
        return {};
    const auto& message = m_log->messages()[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return shown(message, index.column());
    if (role == Qt::ToolTipRole)
        return QString::fromStdString(toText(message));
    if (role == Qt::DecorationRole && index.column() == Kind)
        return icon(message.severity);
    if (role == Qt::TextAlignmentRole && index.column() == Line)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    return {};
}

QVariant MessageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Kind"), tr("File"), tr("Line"), tr("Message")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace mbtr::gui

#include "moc_message_model.cpp"
