#include "widgets/panels/training/learning_curves.h"

#include "core/dataset/subset.h"
#include "widgets/document/session.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/units.h"
#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/panels/training/training_work.h"
#include "widgets/plots/series_plot.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

/// What a curve was asked with, and what is known of it.
struct LearningCurves::LearningRun {
    TrainingWork work;
    QString name, unit;
    std::vector<int> sizes;
    int repeats = 1;
    Samples samples;

    bool isComplete() const { return samples.all().size() == sizes.size() * static_cast<std::size_t>(repeats); }
    bool has(int size, int repeat) const
    {
        const auto all = samples.all();
        return std::any_of(all.begin(), all.end(), [&](const LearningSample& s) { return s.size == size && s.repeat == repeat; });
    }
};

namespace {

/// What this or an earlier run of the program knows already.
void addKnown(LearningCurves::LearningRun& curve, const CurveStore& store)
{
    for (const LearningSample& sample : store.known())
        if (std::ranges::find(curve.sizes, sample.size) != curve.sizes.end() && sample.repeat < curve.repeats
            && !curve.has(sample.size, sample.repeat))
            curve.samples.add(sample);
}

/// The samples that are missing.
void compute(LearningCurves::LearningRun& curve, Progress& progress)
{
    const TrainingWork& work = curve.work;
    const CurveStore store(*work.dataset, work.everything ? allRows(*work.dataset) : work.rows, work.mbtr, work.training);
    addKnown(curve, store);
    if (curve.isComplete())
        return;
    SubProgress preparing(progress, 0, 0.3);
    const PreparedWork prepared = prepare(work, preparing);
    const auto targets = trainingTargets(*prepared.dataset, work.training);
    SubProgress running(progress, 0.3, 1);
    runLearningCurve(
        {curve.sizes, curve.repeats}, [&](int size, int repeat) { return curve.has(size, repeat); },
        [&](int size, int repeat, Progress& part) {
            TrainingSettings settings = work.training;
            settings.split = splitForSample(settings.split, size, repeat);
            const auto result = trainKrr(*prepared.dataset, *prepared.features, settings,
                                         makeSplit(*prepared.dataset, targets, settings.split), part);
            const LearningSample sample {size, repeat, result.validation.rmse, result.validation.mae};
            curve.samples.add(sample);
            store.add(sample);
        },
        running);
}

/// The size of the form and its halves, down to twenty.
std::vector<int> sizesUpTo(int most)
{
    std::vector<int> sizes;
    for (int size = most; size >= 20 || sizes.empty(); size /= 2)
        sizes.insert(sizes.begin(), size);
    return sizes;
}

} // namespace

LearningCurves::LearningCurves(Session* session, JobList* jobs, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_plot(new SeriesPlot(SeriesPlot::Scale::LogLog, this))
    , m_repeats(new NumberField({.min = 1, .max = 50, .whole = true, .step = 1}, this))
    , m_add(new QPushButton(tr("Add curve"), this))
    , m_stop(new QPushButton(this))
    , m_clear(new QPushButton(tr("Clear"), this))
    , m_text(new QLabel(this))
    , m_job(std::make_unique<LatestJob<bool>>(tr("Learning curve")))
{
    setObjectName("learningCurves");
    m_plot->setObjectName("learningPlot");
    m_plot->setAccessibleName(tr("Error against the number of training structures"));
    m_repeats->setObjectName("repeats");
    m_repeats->describe(tr("Repeats"), tr("How often each size is trained with another draw of structures"));
    m_repeats->setValue(3);
    m_add->setObjectName("addCurve");
    m_add->setAccessibleName(tr("Add a learning curve"));
    m_add->setToolTip(tr("A curve with the settings of the form, for the number of training structures there and its halves"));
    m_stop->setObjectName("stopCurve");
    m_stop->setAccessibleName(tr("Stop or continue the learning curve"));
    m_stop->setToolTip(tr("What is computed stays, also for the next start of the program; it goes on where it was stopped"));
    m_clear->setObjectName("clearCurves");
    m_clear->setAccessibleName(tr("Remove all curves"));
    m_clear->setToolTip(tr("Removes all curves"));
    m_text->setObjectName("curveText");
    m_text->setWordWrap(true);
    m_text->setMargin(6);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(8, 6, 8, 0);
    auto* label = new QLabel(tr("Repeats"), this);
    for (QWidget* widget : std::initializer_list<QWidget*> {m_add, m_stop, m_clear, label, m_repeats})
        top->addWidget(widget);
    top->insertSpacing(3, 8);
    top->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_text);
    layout->addWidget(m_plot, 1);
    layout->addStretch(0); // holds the text at the top while there is no plot
    jobs->add(m_job.get());
    connect(m_add, &QPushButton::clicked, this, &LearningCurves::startNew);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_job->isRunning() ? m_job->cancel() : resume(); });
    connect(m_clear, &QPushButton::clicked, this, &LearningCurves::clear);
    connect(m_job.get(), &Job::progressed, this, &LearningCurves::showCurves);
    connect(m_job.get(), &Job::finished, this, [this] {
        m_job->takeResult();
        showCurves();
        resume(); // curves that were asked for meanwhile
    });
    connect(m_job.get(), &Job::cancelled, this, &LearningCurves::showState);
    connect(m_job.get(), &Job::failed, this, [this](const QString& problem) {
        m_problem = problem;
        std::erase(m_curves, m_running);
        showCurves();
    });
    showState();
}

LearningCurves::~LearningCurves() = default;

void LearningCurves::startNew()
{
    m_problem.clear();
    if (!m_session->isFresh(Stage::Dataset) || !m_session->isFresh(Stage::Subset))
        return;
    auto curve = std::make_shared<LearningRun>();
    curve->work = trainingWork(*m_session);
    const Property* target = curve->work.dataset->find(curve->work.training.target);
    if (!target)
        return;
    const TrainingSettings& training = curve->work.training;
    const QStringList titles {tr("MBTR"), tr("Coulomb matrix"), tr("bag of bonds")};
    curve->name = tr("%1, %2").arg(titles[static_cast<int>(training.representation)],
                                   QString::fromStdString(std::string(nameOf(training.kernel))));
    if (training.compositionBaseline)
        curve->name += tr(", baseline");
    curve->unit = prettyUnit(target->unit + (training.perAtom ? "/atom" : ""));
    curve->sizes = sizesUpTo(training.split.train);
    curve->repeats = static_cast<int>(m_repeats->value().value_or(3));
    m_curves.push_back(curve);
    if (m_job->isRunning())
        return showCurves();
    run(curve);
}

void LearningCurves::resume()
{
    for (const auto& curve : m_curves)
        if (!curve->isComplete())
            return run(curve);
    showState();
}

void LearningCurves::run(const std::shared_ptr<LearningRun>& curve)
{
    m_running = curve;
    m_job->start([curve](Progress& progress) {
        compute(*curve, progress);
        return true;
    });
    showCurves();
}

void LearningCurves::clear()
{
    m_job->cancel();
    m_curves.clear();
    m_problem.clear();
    showCurves();
}

void LearningCurves::showCurves()
{
    std::vector<PlotSeries> series;
    QStringList laws;
    for (std::size_t i = 0; i < m_curves.size(); ++i) {
        PlotSeries mean {
            .name = m_curves[i]->name, .x = {}, .y = {}, .style = PlotSeries::LineAndPoints, .color = static_cast<int>(i)};
        const auto points = pointsOf(m_curves[i]->samples.all());
        for (const LearningPoint& point : points) {
            const MeanAndStd error = meanAndStd(point.rmse);
            mean.x.push_back(point.size);
            mean.y.push_back(error.mean);
            mean.low.push_back(std::max(error.mean - error.std, 1e-3 * error.mean)); // logarithmic axes have no 0
            mean.high.push_back(error.mean + error.std);
        }
        if (const auto law = fitPowerLaw(points)) {
            laws << tr("%1: RMSE = %2 × n^%3")
                        .arg(mean.name, (QString::number(law->factor, 'g', 3) + ' ' + m_curves[i]->unit).trimmed(),
                             QString::number(law->exponent, 'f', 2));
            PlotSeries line {.name = tr("fit, n^%1").arg(law->exponent, 0, 'f', 2),
                             .x = {mean.x.front(), mean.x.back()},
                             .y = {},
                             .style = PlotSeries::DashedLine,
                             .color = static_cast<int>(i)};
            for (const double x : line.x)
                line.y.push_back(law->factor * std::pow(x, law->exponent));
            series.push_back(std::move(line));
        }
        series.push_back(std::move(mean));
    }
    if (!m_curves.empty())
        m_plot->setAxes({.label = tr("training structures"), .unit = {}},
                        {.label = tr("RMSE of validation"), .unit = m_curves.front()->unit});
    m_plot->setSeries(std::move(series));
    m_text->setText(!m_problem.isEmpty() ? m_problem
                        : laws.isEmpty() ? tr("Add a curve: the model of the form, trained on more and more structures. Bands: "
                                              "one standard deviation of the repeats.")
                                         : laws.join("\n"));
    showState();
}

void LearningCurves::showState()
{
    const bool open = std::any_of(m_curves.begin(), m_curves.end(), [](const auto& curve) { return !curve->isComplete(); });
    m_stop->setText(m_job->isRunning() ? tr("Stop") : tr("Continue"));
    m_stop->setEnabled(m_job->isRunning() || open);
    m_clear->setEnabled(!m_curves.empty());
    m_plot->setVisible(!m_curves.empty());
    if (m_curves.empty() && m_problem.isEmpty())
        m_text->setText(tr("Add a curve: the model of the form, trained on more and more structures. Bands: one standard "
                           "deviation of the repeats."));
}

} // namespace mbtr::gui

#include "moc_learning_curves.cpp"
