#pragma once

#include "core/io/tables/join_table.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;

namespace mbtr::gui {

/// Shows the first rows of a table and asks which column says what structure a row belongs to.
class JoinDialog : public QDialog {
    Q_OBJECT

public:
    JoinDialog(const Table& table, int structures, QWidget* parent);

    JoinSettings settings() const;

private:
    QWidget* makePreview(const Table& table);
    void showState();

    int m_rows;
    int m_structures;
    QComboBox* m_key;
    QComboBox* m_column;
    QLabel* m_text;
    QDialogButtonBox* m_buttons;
};

} // namespace mbtr::gui
