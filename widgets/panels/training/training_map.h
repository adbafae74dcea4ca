#pragma once

#include "core/models/hyperparameter_search.h"
#include "widgets/jobs/live_points.h"

#include <QWidget>
#include <memory>
#include <vector>

class QLabel;
class QPushButton;

namespace mbtr::gui {

class JobList;
class MapPlot;
class Pipeline;
class Session;
template <typename T> class LatestJob;

/// Validation error over length and lambda, filling in while it is computed; a click on a cell makes it the current model.
class TrainingMap : public QWidget {
    Q_OBJECT

public:
    TrainingMap(Session* session, Pipeline* pipeline, JobList* jobs, QWidget* parent = nullptr);
    ~TrainingMap() override;

private:
    using Points = LivePoints<SearchPoint>;
    void toggle();
    void start();
    void showPoints(const std::vector<SearchPoint>& points);
    void choose(int row, int column);
    void showState();

    Session* m_session;
    Pipeline* m_pipeline;
    MapPlot* m_plot;
    QPushButton* m_button;
    QLabel* m_text;
    std::shared_ptr<Points> m_points;
    std::vector<double> m_lengths, m_lambdas;
    QString m_kernel, m_unit;
    std::unique_ptr<LatestJob<bool>> m_job;
};

} // namespace mbtr::gui
