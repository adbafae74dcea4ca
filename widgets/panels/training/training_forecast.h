#pragma once

#include <QWidget>
#include <memory>

class QLabel;
class QPushButton;
class QTimer;

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// What a training with the settings as they are would take, and what about them does not suit the target.
class TrainingForecast : public QWidget {
    Q_OBJECT

public:
    TrainingForecast(Session* session, JobList* jobs, QWidget* parent = nullptr);
    ~TrainingForecast() override;

signals:
    void fitGridsAsked();

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Answer;
    QWidget* makeAdvice(QLabel* text, QPushButton* button);
    void ask();
    void show();
    void normalize();

    Session* m_session;
    QLabel* m_estimate;
    QLabel* m_truncations;
    QWidget *m_fitting, *m_normalizing; ///< advice with a button each
    QTimer* m_later;
    std::unique_ptr<LatestJob<Answer>> m_job;
};

} // namespace mbtr::gui
