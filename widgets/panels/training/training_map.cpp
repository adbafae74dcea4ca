#include "widgets/panels/training/training_map.h"

#include "core/models/hold_out.h"
#include "widgets/document/session.h"
#include "widgets/fields/units.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/panels/training/map_plot.h"
#include "widgets/panels/training/training_work.h"
#include "widgets/work/pipeline.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <cmath>
#include <limits>

namespace mbtr::gui {

namespace {

constexpr int kCells = 10; // of each side
constexpr int kMostSearchedOn = 2000;

/// 2^k around a value: lengths in steps of 1/2 or 1, lambdas of 2 or 3.
std::vector<double> around(double centre, double step, int below)
{
    std::vector<double> values;
    for (int i = 0; i < kCells; ++i)
        values.push_back(std::exp2(std::round(std::log2(centre) * 2) / 2 + step * (i - below)));
    return values;
}

} // namespace

TrainingMap::TrainingMap(Session* session, Pipeline* pipeline, JobList* jobs, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_pipeline(pipeline)
    , m_plot(new MapPlot(this))
    , m_button(new QPushButton(this))
    , m_text(new QLabel(this))
    , m_job(std::make_unique<LatestJob<bool>>(tr("Mapping length and lambda")))
{
    setObjectName("trainingMap");
    m_plot->setObjectName("errorMap");
    m_plot->setAccessibleName(tr("Error over length and lambda"));
    m_button->setObjectName("mapButton");
    m_button->setAccessibleName(tr("Compute or stop the map"));
    m_button->setToolTip(tr("Tries 10 lengths x 10 lambdas around those of the form, on at most 2000 of the structures that "
                            "train; one in five of them is held out"));
    m_text->setObjectName("mapText");
    m_text->setWordWrap(true);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(8, 6, 8, 2);
    top->addWidget(m_button);
    top->addWidget(m_text, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(top);
    layout->addWidget(m_plot, 1);
    layout->addStretch(0); // holds the text at the top while there is no plot
    m_plot->hide();
    jobs->add(m_job.get());
    connect(m_button, &QPushButton::clicked, this, &TrainingMap::toggle);
    connect(m_plot, &MapPlot::cellClicked, this, &TrainingMap::choose);
    connect(m_job.get(), &Job::progressed, this, [this] { showPoints(m_points->all()); });
    connect(m_job.get(), &Job::finished, this, [this] {
        m_job->takeResult();
        showPoints(m_points->all());
        showState();
    });
    connect(m_job.get(), &Job::failed, this, [this](const QString& problem) {
        showState();
        m_text->setText(problem);
    });
    connect(m_job.get(), &Job::cancelled, this, &TrainingMap::showState);
    showState();
}

TrainingMap::~TrainingMap() = default;

void TrainingMap::toggle()
{
    if (m_job->isRunning())
        m_job->cancel();
    else if (m_session->isFresh(Stage::Dataset) && m_session->isFresh(Stage::Subset))
        start();
}

void TrainingMap::start()
{
    const TrainingWork work = trainingWork(*m_session);
    const Property* target = work.dataset->find(work.training.target);
    if (!target)
        return m_text->setText(tr("These structures have no target to learn."));
    m_kernel = QString::fromStdString(std::string(nameOf(work.training.kernel)));
    m_unit = prettyUnit(target->unit + (work.training.perAtom ? "/atom" : ""));
    m_lengths = m_kernel == "linear" ? std::vector<double> {1} : around(lengthOf(work.training.kernel), 1, 5);
    m_lambdas = around(std::max(work.training.lambda, 1e-12), 3, 6);
    m_points = std::make_shared<Points>();
    showPoints({});
    m_job->start([work, points = m_points, lengths = m_lengths, lambdas = m_lambdas](Progress& progress) {
        SubProgress preparing(progress, 0, 0.4), mapping(progress, 0.4, 1);
        const PreparedWork prepared = prepare(work, preparing);
        const auto targets = trainingTargets(*prepared.dataset, work.training);
        const std::vector<int> rows
            = pickEvenly(makeSplit(*prepared.dataset, targets, work.training.split).train, kMostSearchedOn);
        const std::string kernel(nameOf(work.training.kernel));
        const HoldOut heldOut
            = makeHoldOut(prepared.features->values, rows, learntTargets(*prepared.dataset, rows, work.training), kernel,
                          work.training.split.seed, preparing);
        mapHyperparameters(
            heldOut, kernel, lengths, lambdas, [points](const SearchPoint& point) { points->add(point); }, mapping);
        return true;
    });
    showState();
}

void TrainingMap::showPoints(const std::vector<SearchPoint>& points)
{
    std::vector<double> errors(m_lengths.size() * m_lambdas.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < points.size() && i < errors.size(); ++i)
        errors[i] = points[i].rmse;
    m_plot->show();
    m_plot->setErrors(m_lengths, m_lambdas, errors, m_unit);
    showState();
}

void TrainingMap::choose(int row, int column)
{
    TrainingSettings settings = m_session->trainingSettings();
    settings.kernel = makeKernel(m_kernel.toStdString(), m_lengths[static_cast<std::size_t>(row)]);
    settings.lambda = m_lambdas[static_cast<std::size_t>(column)];
    m_session->changeTrainingSettings(settings, tr("Choose length and lambda"));
    m_pipeline->train();
}

void TrainingMap::showState()
{
    m_button->setText(m_job->isRunning() ? tr("Stop") : tr("Compute map"));
    QString text = tr("The validation set is not looked at: one in five of the training structures is held out for these errors. "
                      "Click a cell to train with it.");
    const auto points = m_points ? m_points->all() : std::vector<SearchPoint>();
    if (!points.empty()) {
        const SearchPoint best = *std::ranges::min_element(points, {}, &SearchPoint::rmse);
        const QString length = m_kernel == "linear" ? QString() : tr("length 2^%1, ").arg(best.log2Length, 0, 'g', 4);
        text += tr(" Best of %1: %2lambda 2^%3, RMSE %4 %5")
                    .arg(points.size())
                    .arg(length)
                    .arg(best.log2Lambda, 0, 'g', 4)
                    .arg(best.rmse, 0, 'g', 4)
                    .arg(m_unit);
    }
    m_text->setText(text);
}

} // namespace mbtr::gui

#include "moc_training_map.cpp"
