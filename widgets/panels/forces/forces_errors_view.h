#pragma once

#include <QWidget>
#include <vector>

class QLabel;
class QTableWidget;

namespace mbtr::gui {

class ForceTrainer;
class Selection;
struct ForceTraining;

/// An atom whose force is predicted badly.
struct WorstAtom {
    int structure = 0, atom = 0; ///< of the dataset
    double force = 0, residual = 0; ///< lengths, unit of the forces
};

/// How good a force model is: errors of forces and energies, errors by element, doubts about the data, and the atoms with the
/// largest residuals, each of which leads to its atom.
class ForcesErrorsView : public QWidget {
    Q_OBJECT

public:
    ForcesErrorsView(ForceTrainer* trainer, Selection* selection, QWidget* parent = nullptr);

private:
    void showTraining();
    void showSummary();
    void showErrors(const ForceTraining& training);
    void showElements(const ForceTraining& training);
    void showWorst(const ForceTraining& training);
    void leadTo(int row);

    ForceTrainer* m_trainer;
    Selection* m_selection;
    QLabel* m_summary;
    QLabel* m_doubts;
    QLabel* m_check;
    QTableWidget* m_errors;
    QTableWidget* m_elements;
    QTableWidget* m_worst;
    std::vector<WorstAtom> m_atoms; ///< rows of m_worst
};

} // namespace mbtr::gui
