#pragma once

#include <QAbstractTableModel>

namespace mbtr::gui {

class MessageLog;

/// The messages of a log, one a row: severity (icon and word), file, line, text.
class MessageModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Kind, File, Line, Text, ColumnCount };

    explicit MessageModel(MessageLog* log, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void reload();

    MessageLog* m_log;
    int m_rows = 0;
};

} // namespace mbtr::gui
