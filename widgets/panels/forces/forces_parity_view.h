#pragma once

#include <QWidget>
#include <vector>

namespace mbtr::gui {

class ChoiceBox;
class ForceTrainer;
class ScatterPlot;
class Selection;
struct ForceTraining;

/// Predicted over reference forces and energies of training and validation geometries; each dot leads to its atom or structure.
/// Side by side where there is room, else one of the two.
class ForcesParityView : public QWidget {
    Q_OBJECT

public:
    ForcesParityView(ForceTrainer* trainer, Selection* selection, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Dot {
        int structure, atom; ///< of the dataset; -1: all atoms
    };
    using Dots = std::vector<std::vector<Dot>>; ///< of each series

    void showTraining();
    void showForces(const ForceTraining& training);
    void showEnergies(const ForceTraining& training);
    void arrange();
    void leadTo(ScatterPlot* plot, const Dots& dots, int series, int index);

    ForceTrainer* m_trainer;
    Selection* m_selection;
    ChoiceBox* m_which;
    ScatterPlot* m_forces;
    ScatterPlot* m_energies;
    Dots m_ofForces, m_ofEnergies;
};

} // namespace mbtr::gui
