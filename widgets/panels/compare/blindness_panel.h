#pragma once

#include "core/chemistry/structure.h"
#include "core/mbtr/settings.h"

#include <QWidget>
#include <vector>

class QLabel;
class QTableWidget;

namespace mbtr::gui {

class Comparer;

/// Two structures that some term cannot tell apart.
struct DegeneratePair {
    QString title;
    Structure a, b;
};

/// One term of each kind, unweighted: what degeneratePairs are compared with.
MbtrSettings blindnessSettings();

/// Pairs x terms: the distance under each term alone; 0 where the term is blind. Choosing a pair compares it.
class BlindnessPanel : public QWidget {
    Q_OBJECT

public:
    BlindnessPanel(Comparer* comparer, QWidget* parent = nullptr);

    void setPairs(std::vector<DegeneratePair> pairs);
    QTableWidget* table() const { return m_table; }

signals:
    void pairChosen();

private:
    void fillRow(int row);
    void choose(int row);

    Comparer* m_comparer;
    std::vector<DegeneratePair> m_pairs;
    QTableWidget* m_table;
    QLabel* m_text;
};

} // namespace mbtr::gui
