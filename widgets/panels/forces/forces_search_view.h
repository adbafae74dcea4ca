#pragma once

#include <QWidget>
#include <vector>

class QLabel;
class QTableWidget;

namespace mbtr {
struct GdmlSearchPoint;
}

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
    void showSearch(const std::vector<GdmlSearchPoint>& points, int best);
    void showTable(const std::vector<GdmlSearchPoint>& points, int best);
    void showResiduals(const std::vector<double>& residuals);

    ForceTrainer* m_trainer;
    QLabel* m_text;
    PointPlot* m_search;
    QTableWidget* m_table;
    PointPlot* m_residuals;
};

} // namespace mbtr::gui
