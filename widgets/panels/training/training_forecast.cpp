#include "widgets/panels/training/training_forecast.h"

#include "core/models/training_advice.h"
#include "core/models/training_estimate.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/panels/training/training_defaults.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace mbtr::gui {

struct TrainingForecast::Answer {
    TrainingEstimate estimate;
    bool wantsNormalization = false;
};

TrainingForecast::TrainingForecast(Session* session, JobList* jobs, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_estimate(new QLabel(this))
    , m_truncations(new QLabel(this))
    , m_later(new QTimer(this))
    , m_job(std::make_unique<LatestJob<Answer>>(tr("Estimating the training")))
{
    m_estimate->setObjectName("estimate");
    m_estimate->setWordWrap(true);
    m_estimate->setForegroundRole(QPalette::PlaceholderText);
    m_estimate->setToolTip(
        tr("Memory is what will be asked for; time is extrapolated from small samples measured on this machine"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_estimate);
    m_truncations->setObjectName("truncations");
    auto* fit = new QPushButton(tr("Fit grids"), this);
    fit->setObjectName("fitGridsHere");
    fit->setAccessibleName(tr("Fit the grids to the structures"));
    fit->setToolTip(tr("Makes all grids of the MBTR as wide as these structures need"));
    m_fitting = makeAdvice(m_truncations, fit);
    auto* text = new QLabel(tr("The target does not grow with the number of atoms, but these features do: two cells of one "
                               "crystal look different to the model."),
                            this);
    text->setObjectName("advice");
    auto* normalize = new QPushButton(tr("Normalise by atoms"), this);
    normalize->setObjectName("takeAdvice");
    normalize->setAccessibleName(tr("Take the normalization n_atoms"));
    normalize->setToolTip(tr("Divides the MBTR by the number of atoms (normalization n_atoms of the Explore page)"));
    m_normalizing = makeAdvice(text, normalize);
    layout->addWidget(m_fitting);
    layout->addWidget(m_normalizing);
    connect(fit, &QPushButton::clicked, this, &TrainingForecast::fitGridsAsked);
    connect(normalize, &QPushButton::clicked, this, &TrainingForecast::normalize);
    m_later->setSingleShot(true);
    m_later->setInterval(300);
    jobs->add(m_job.get());
    const auto askLater = qOverload<>(&QTimer::start);
    connect(m_later, &QTimer::timeout, this, &TrainingForecast::ask);
    connect(m_session, &Session::inputsChanged, m_later, askLater);
    connect(m_session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Subset)
            m_later->start();
    });
    connect(m_job.get(), &Job::finished, this, &TrainingForecast::show);
    connect(m_job.get(), &Job::failed, m_estimate, &QLabel::setText);
}

TrainingForecast::~TrainingForecast() = default;

QWidget* TrainingForecast::makeAdvice(QLabel* text, QPushButton* button)
{
    auto* advice = new QWidget(this);
    text->setWordWrap(true);
    auto* row = new QHBoxLayout(advice);
    row->setContentsMargins(0, 4, 0, 4);
    row->addWidget(text, 1);
    row->addWidget(button, 0, Qt::AlignTop);
    advice->hide();
    return advice;
}

void TrainingForecast::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_later->start();
}

void TrainingForecast::ask()
{
    const auto subset = m_session->subset().value;
    const auto dataset = m_session->dataset().value;
    if (!isVisible() || !subset || !dataset || !m_session->isFresh(Stage::Subset)
        || !dataset->find(m_session->trainingSettings().target))
        return;
    m_job->start([dataset, rows = subset->rows(), mbtr = m_session->mbtrSettings(),
                  training = m_session->trainingSettings()](Progress& progress) {
        return Answer {estimateTraining(*dataset, rows, mbtr, training, progress),
                       wantsNormalizedFeatures(*dataset, mbtr, training)};
    });
}

void TrainingForecast::show()
{
    const Answer answer = m_job->takeResult();
    m_estimate->setText(estimateSentence(answer.estimate));
    m_normalizing->setVisible(answer.wantsNormalization);
    QStringList truncations;
    for (const Message& message : answer.estimate.truncations)
        truncations << QString::fromStdString(message.text);
    m_truncations->setText(truncations.join('\n'));
    m_fitting->setVisible(!truncations.isEmpty());
}

void TrainingForecast::normalize()
{
    MbtrSettings settings = m_session->mbtrSettings();
    settings.normalization = Normalization::NAtoms;
    m_session->changeMbtrSettings(settings, tr("Normalise by atoms"));
}

} // namespace mbtr::gui

#include "moc_training_forecast.cpp"
