#pragma once

#include <QWidget>
#include <memory>
#include <vector>

class QCheckBox;
class QLabel;
class QTableWidget;

namespace mbtr::gui {

class ForceTrainer;
class ScatterPlot;
class Selection;
class VtkView;
struct ForceTraining;

/// How good a force model is: tables of errors, doubts about the data, and a parity plot in which each dot leads to its atom. The
/// residuals of the current structure stand as arrows on its atoms.
class ForcesErrorsView : public QWidget {
    Q_OBJECT

public:
    /// view: where the arrows are drawn; may be nullptr.
    ForcesErrorsView(ForceTrainer* trainer, Selection* selection, VtkView* view, QWidget* parent = nullptr);

private:
    struct Dot {
        int structure, atom; ///< of the dataset
    };
    QWidget* makeTables();
    void showTraining();
    void showErrors(const ForceTraining& training);
    void showElements(const ForceTraining& training);
    void showParity(const ForceTraining& training);
    void showStale();
    void showArrows();
    void takeClick(int series, int index);

    ForceTrainer* m_trainer;
    Selection* m_selection;
    VtkView* m_view;
    QLabel* m_summary;
    QLabel* m_doubts;
    QTableWidget* m_errors;
    QTableWidget* m_elements;
    QCheckBox* m_arrows;
    QLabel* m_arrowText;
    ScatterPlot* m_parity;
    std::vector<std::vector<Dot>> m_dots; ///< of each series
    std::shared_ptr<const ForceTraining> m_shown;
};

} // namespace mbtr::gui
