#pragma once

#include <QWidget>
#include <vector>

class QLabel;
class QTableWidget;

namespace mbtr::gui {

class BlindnessStudy;
class Comparer;

/// Pairs x terms: the distance under each term alone; 0 where the term is blind. Choosing a pair compares it.
class BlindnessPanel : public QWidget {
    Q_OBJECT

public:
    BlindnessPanel(Comparer* comparer, BlindnessStudy* study, QWidget* parent = nullptr);

    QTableWidget* table() const { return m_table; }

signals:
    void pairChosen();

private:
    void styleTable();
    void showPairs();
    void fillRow(int row);
    void fillDistances(int row, const std::vector<double>& distances);
    void choose(int row);

    Comparer* m_comparer;
    BlindnessStudy* m_study;
    QTableWidget* m_table;
    QLabel* m_text;
};

} // namespace mbtr::gui
