#pragma once

#include <QWidget>

class QLabel;
class QTableView;

namespace mbtr::gui {

class EnergyCheckModel;
class EnergyCheckStudy;
class Selection;

/// Pairs of the open structures that the representation cannot tell apart although their energies differ; hidden where there are
/// none. Choosing a pair makes it A and B.
class OwnBlindPairs : public QWidget {
    Q_OBJECT

public:
    OwnBlindPairs(Selection* selection, EnergyCheckStudy* study, QWidget* parent = nullptr);

private:
    void showPairs();
    void choose(int row);

    Selection* m_selection;
    EnergyCheckStudy* m_study;
    EnergyCheckModel* m_model;
    QLabel* m_text;
    QTableView* m_table;
};

} // namespace mbtr::gui
