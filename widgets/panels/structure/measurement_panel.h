#pragma once

#include <QWidget>

class QPushButton;
class QTableView;

namespace mbtr::gui {

class MeasurementList;
class MeasurementTableModel;
class Selection;
class Session;

/// The measurements with their values in the current structure: add what is picked, remove, save.
class MeasurementPanel : public QWidget {
    Q_OBJECT

public:
    MeasurementPanel(Session* session, Selection* selection, MeasurementList* list, QWidget* parent = nullptr);

    /// As CSV; written whole or not at all. Returns a sentence where it cannot be, empty when all went well.
    QString saveTo(const QString& path) const;

signals:
    /// One sentence.
    void failed(const QString& problem);

private:
    void buildTable();
    void showValues();
    void showButtons();
    void removeChosen();
    void save();
    void pickChosen();

    Session* m_session;
    Selection* m_selection;
    MeasurementList* m_list;
    MeasurementTableModel* m_model;
    QTableView* m_table;
    QPushButton* m_add;
    QPushButton* m_remove;
    QPushButton* m_clear;
    QPushButton* m_save;
};

} // namespace mbtr::gui
