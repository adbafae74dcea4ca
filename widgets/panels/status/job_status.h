#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace mbtr::gui {

class Job;
class JobList;

/// What runs in the background, with progress and a button to cancel. Shows itself only for what takes longer than 150 ms:
/// most tensors are there before, and a flicker would say nothing.
class JobStatus : public QWidget {
    Q_OBJECT

public:
    explicit JobStatus(JobList* jobs, QWidget* parent = nullptr);

private:
    void follow();
    void show(Job* job);

    JobList* m_jobs;
    QTimer m_patience;
    QLabel* m_title;
    QProgressBar* m_bar;
    QToolButton* m_cancel;
};

} // namespace mbtr::gui
