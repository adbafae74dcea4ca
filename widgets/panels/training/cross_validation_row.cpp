#include "widgets/panels/training/cross_validation_row.h"

#include "core/models/cross_validation.h"
#include "core/models/learning_curve.h"
#include "widgets/document/session.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/units.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/panels/training/training_work.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace mbtr::gui {

namespace {

constexpr int kMostFolds = 100;

QString meanAndDeviation(const CrossValidation& found, double Metrics::*error)
{
    std::vector<double> errors;
    for (const Metrics& fold : found.folds)
        errors.push_back(fold.*error);
    const MeanAndStd deviation = meanAndStd(errors);
    return QString::fromUtf8("%1 ± %2").arg(deviation.mean, 0, 'g', 4).arg(deviation.std, 0, 'g', 2);
}

} // namespace

CrossValidationRow::CrossValidationRow(Session* session, JobList* jobs, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_count(new NumberField({.min = 2, .max = kMostFolds, .whole = true, .step = 1}, this))
    , m_button(new QPushButton(this))
    , m_text(new QLabel(this))
    , m_job(std::make_unique<LatestJob<CrossValidation>>(tr("Cross-validating")))
{
    setObjectName("crossValidation");
    m_button->setObjectName("crossValidate");
    m_button->setAccessibleName(tr("Cross-validate or stop"));
    m_button->setToolTip(tr("Deals the training structures into so many parts; each is predicted by a model trained on the "
                            "others. The validation set is not looked at"));
    m_count->setObjectName("folds");
    m_count->describe(tr("Number of folds"), tr("Into how many parts the training structures are dealt"));
    m_count->setValue(5);
    m_count->setFixedWidth(64);
    m_text->setObjectName("crossValidationText");
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 8, 6);
    row->addWidget(m_button);
    row->addWidget(m_count);
    row->addWidget(new QLabel(tr("folds"), this));
    row->addWidget(m_text, 1);
    jobs->add(m_job.get());
    connect(m_button, &QPushButton::clicked, this, &CrossValidationRow::toggle);
    connect(m_job.get(), &Job::finished, this, [this] { show(m_job->takeResult()); });
    connect(m_job.get(), &Job::failed, m_text, &QLabel::setText);
    for (const auto signal : {&Job::started, &Job::cancelled, &Job::finished})
        connect(m_job.get(), signal, this, &CrossValidationRow::showState);
    connect(m_job.get(), &Job::failed, this, &CrossValidationRow::showState);
    connect(session, &Session::inputsChanged, this, &CrossValidationRow::showState);
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Model) {
            m_job->cancel();
            m_text->clear();
        }
        showState();
    });
    showState();
}

CrossValidationRow::~CrossValidationRow() = default;

void CrossValidationRow::toggle()
{
    if (m_job->isRunning())
        m_job->cancel();
    else
        start();
}

void CrossValidationRow::start()
{
    m_text->clear();
    m_job->start([work = trainingWork(*m_session), folds = m_count->wholeNumber()](Progress& progress) {
        SubProgress preparing(progress, 0, 0.4), validating(progress, 0.4, 1);
        const PreparedWork prepared = prepare(work, preparing);
        const Split split = makeSplit(*prepared.dataset, trainingTargets(*prepared.dataset, work.training), work.training.split);
        return crossValidate(*prepared.dataset, *prepared.features, split.train, work.training, folds, validating);
    });
}

void CrossValidationRow::show(const CrossValidation& found)
{
    const auto model = m_session->model().value;
    const QString unit = model && !model->unit.empty() ? ' ' + prettyUnit(model->unit) : QString();
    m_text->setText(tr("RMSE %1%3, MAE %2%3: mean ± deviation of %4 folds of the training structures")
                        .arg(meanAndDeviation(found, &Metrics::rmse), meanAndDeviation(found, &Metrics::mae), unit)
                        .arg(found.folds.size()));
}

void CrossValidationRow::showState()
{
    m_button->setText(m_job->isRunning() ? tr("Stop") : tr("Cross-validate"));
    m_button->setEnabled(m_job->isRunning() || m_session->isFresh(Stage::Model));
}

} // namespace mbtr::gui

#include "moc_cross_validation_row.cpp"
