#pragma once

#include <QWidget>

class QLabel;

namespace mbtr::gui {

class ForceTrainer;
class PointPlot;

/// What a training tells while it runs: the error of each model of the search, the residual of the iterative solver.
class ForcesSearchView : public QWidget {
    Q_OBJECT

public:
    explicit ForcesSearchView(ForceTrainer* trainer, QWidget* parent = nullptr);

private:
    void show();
    void showSearch();

    ForceTrainer* m_trainer;
    QLabel* m_text;
    PointPlot* m_search;
    PointPlot* m_residuals;
};

} // namespace mbtr::gui
