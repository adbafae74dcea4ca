#include "widgets/panels/status/job_status.h"

#include "widgets/jobs/job.h"
#include "widgets/jobs/job_list.h"
#include "widgets/theme/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

namespace mbtr::gui {

JobStatus::JobStatus(JobList* jobs, QWidget* parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_title(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_cancel(new QToolButton(this))
{
    setObjectName("jobStatus");
    // Wide enough for most steps: the bar should not jump with each of them.
    m_title->setMinimumWidth(40 * fontMetrics().averageCharWidth());
    m_title->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_bar->setObjectName("jobProgress");
    m_bar->setAccessibleName(tr("Progress of the running job"));
    m_bar->setRange(0, 1000);
    m_bar->setFixedWidth(160);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(10);
    m_cancel->setObjectName("cancelJob");
    m_cancel->setAccessibleName(tr("Cancel the running job"));
    m_cancel->setToolTip(tr("Cancel what is running"));
    m_cancel->setIcon(themedIcon("cancel"));
    m_cancel->setAutoRaise(true);
    m_cancel->setFocusPolicy(Qt::TabFocus);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    hide();

    m_patience.setSingleShot(true);
    m_patience.setInterval(150);
    connect(&m_patience, &QTimer::timeout, this, &JobStatus::follow);
    connect(jobs, &JobList::changed, this, &JobStatus::follow);
    connect(jobs, &JobList::progressed, this, [this](Job* job) {
        if (isVisibleTo(parentWidget()) && job == m_jobs->running().value(0))
            show(job);
    });
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (!m_jobs->isIdle())
            m_jobs->running().first()->cancel();
    });
}

void JobStatus::follow()
{
    if (m_jobs->isIdle()) {
        m_patience.stop();
        hide();
    } else if (sender() == &m_patience || isVisibleTo(parentWidget())) {
        show(m_jobs->running().first());
    } else if (!m_patience.isActive()) {
        m_patience.start();
    }
}

void JobStatus::show(Job* job)
{
    const bool saysMore = !job->title().endsWith(job->step());
    m_title->setText(!saysMore ? job->title() : tr("%1: %2").arg(job->title(), job->step()));
    m_bar->setValue(static_cast<int>(1000 * job->fraction()));
    QWidget::show();
}

} // namespace mbtr::gui

#include "moc_job_status.cpp"
