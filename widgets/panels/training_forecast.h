#pragma once

#include <QWidget>
#include <memory>

class QLabel;
class QTimer;

namespace mbtr::gui {

class JobList;
class Session;
template <typename T>
class LatestJob;

/// What a training with the settings as they are would take, and what about them does not suit the target.
class TrainingForecast : public QWidget {
    Q_OBJECT

public:
    TrainingForecast(Session* session, JobList* jobs, QWidget* parent = nullptr);
    ~TrainingForecast() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Answer;
    QWidget* makeAdvice();
    void ask();
    void show();
    void normalize();

    Session* m_session;
    QLabel* m_estimate;
    QWidget* m_advice;
    QTimer* m_later;
    std::unique_ptr<LatestJob<Answer>> m_job;
};

} // namespace mbtr::gui
