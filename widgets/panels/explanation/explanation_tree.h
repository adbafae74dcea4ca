#pragma once

#include <QStringList>
#include <QTreeWidget>

namespace mbtr::gui {

class ModelDesk;
class TupleExplainer;

/// The parts of the current prediction, line by line: terms, their blocks and the tuples of those that are opened; atoms;
/// training structures. Each group adds up to the prediction, and the tuples of a block to the block.
class ExplanationTree : public QTreeWidget {
    Q_OBJECT

public:
    ExplanationTree(ModelDesk* desk, TupleExplainer* tuples, QWidget* parent = nullptr);

    /// Fills in the desk's current prediction; what was open and chosen stays so.
    void showParts();
    /// The predicted value with as many digits as its parts have.
    QString valueText() const;

    /// What the current line stands for; -1: something else. A tuple is one of chosenBlock().
    int chosenAtom() const;
    int chosenBlock() const;
    int chosenTuple() const;

signals:
    void chosenChanged();
    /// A training structure, by its row of the dataset.
    void structureActivated(int row);

private:
    void addTraining();
    void addTerms();
    void addTerm(QTreeWidgetItem* parent, std::size_t term);
    void addAtoms();
    void addStart(QTreeWidgetItem* group);
    void fillBlocks();
    void fillBlock(QTreeWidgetItem* item, int block);
    void openBlocks();
    void restore();
    void choose(QTreeWidgetItem* item);
    QTreeWidgetItem* addGroup(const QString& title, double sum);
    QTreeWidgetItem* addLine(QTreeWidgetItem* parent, const QString& title, double part, int role = -1, int index = -1);

    ModelDesk* m_desk;
    TupleExplainer* m_tuples;
    QStringList m_chosen; ///< titles of the current line and those above it
    int m_decimals = 6; ///< of all numbers
};

} // namespace mbtr::gui
