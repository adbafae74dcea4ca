#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace mbtr::gui {

class EnergyCheckModel;
class EnergyCheckStudy;
class Selection;

/// Energies of the diagram that deserve a second look. A row chooses its structure; a pair becomes A and B of Compare.
class EnergyCheckPanel : public QWidget {
    Q_OBJECT

public:
    EnergyCheckPanel(Selection* selection, EnergyCheckStudy* study, QWidget* parent = nullptr);

signals:
    void checkWanted();

private:
    void showCheck();
    void choose(int row);

    Selection* m_selection;
    EnergyCheckStudy* m_study;
    QLabel* m_text;
    QPushButton* m_check;
    QTableView* m_table;
    EnergyCheckModel* m_model;
};

} // namespace mbtr::gui
