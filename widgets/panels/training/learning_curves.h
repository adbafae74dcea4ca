#pragma once

#include "core/models/learning_curve.h"
#include "widgets/jobs/live_points.h"
#include "widgets/work/curve_store.h"

#include <QWidget>
#include <memory>
#include <vector>

class QLabel;
class QPushButton;

namespace mbtr::gui {

class JobList;
class NumberField;
class SeriesPlot;
class Session;
struct TrainingWork;
template <typename T> class LatestJob;

/// Error against training size for several representations and kernels, filling in while computed; a stopped curve can be
/// continued, also after the program was started again.
class LearningCurves : public QWidget {
    Q_OBJECT

public:
    LearningCurves(Session* session, JobList* jobs, QWidget* parent = nullptr);
    ~LearningCurves() override;

    struct LearningRun;

private:
    using Samples = LivePoints<LearningSample>;
    void startNew();
    void resume();
    void run(const std::shared_ptr<LearningRun>& curve);
    void clear();
    void showCurves();
    void showState();

    Session* m_session;
    SeriesPlot* m_plot;
    NumberField* m_repeats;
    QPushButton* m_add;
    QPushButton* m_stop;
    QPushButton* m_clear;
    QLabel* m_text;
    QString m_problem;
    std::vector<std::shared_ptr<LearningRun>> m_curves;
    std::shared_ptr<LearningRun> m_running; ///< the last that was started
    std::unique_ptr<LatestJob<bool>> m_job;
};

} // namespace mbtr::gui
