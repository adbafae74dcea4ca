#include "widgets/work/forces/motion.h"

#include "core/base/error.h"
#include "core/dynamics/model_field.h"
#include "core/io/write_dataset.h"
#include "widgets/document/local_path.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/forces/force_trainer.h"
#include "widgets/work/preview_player.h"

namespace mbtr::gui {

namespace {

constexpr std::chrono::milliseconds kReportEvery {100};

} // namespace

Motion::Motion(ForceTrainer* trainer, PreviewPlayer* player, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_trainer(trainer)
    , m_player(player)
    , m_saving(std::make_unique<LatestJob<bool>>(
          *jobs, tr("Saving the trajectory"), [this](bool) { emit saved(); },
          [this](const QString& problem) { emit failed(problem); }))
{
    m_report.setInterval(kReportEvery);
    connect(&m_report, &QTimer::timeout, this, &Motion::report);
    connect(player, &PreviewPlayer::stopped, this, &Motion::end);
}

Motion::~Motion()
{
    m_player->disconnect(this);
    if (isRunning())
        m_player->stop();
}

void Motion::start(const DynamicsSettings& settings, double pace)
{
    const SavedGdml& saved = m_trainer->model();
    const auto structure = m_player->structure();
    if (!saved.model || !structure)
        return;
    Messages doubts;
    try {
        ForceField field = modelField(saved.model, *structure, saved.energyUnit, saved.forceUnit, doubts);
        m_player->stop();
        m_runner = std::make_shared<MotionRunner>(std::move(field), *structure, settings, pace);
    } catch (const Error& error) {
        emit failed(sentenceOf(error));
        return;
    }
    if (!doubts.empty())
        emit warned(QString::fromStdString(doubts.front().text));
    m_runner->record(m_recording);
    m_player->play(this, PreviewPlayer::Hand::Pulls, [runner = m_runner](double) { return runner->takePositions(); });
    m_report.start();
    emit stateChanged();
}

void Motion::stop()
{
    if (isRunning())
        m_player->stop();
}

bool Motion::isRunning() const
{
    return m_player->isPlaying(this);
}

void Motion::record(bool on)
{
    m_recording = on;
    if (m_runner)
        m_runner->record(on);
}

std::size_t Motion::recorded() const
{
    return m_runner ? m_runner->recorded() : 0;
}

void Motion::save(const QString& path)
{
    if (recorded() == 0)
        return;
    m_saving->start([runner = m_runner, file = localPath(path)](Progress&) {
        writeDataset(runner->recording(), file);
        return true;
    });
}

void Motion::grab(int atom)
{
    if (m_runner)
        m_grabbed = {atom, m_runner->positions().col(atom)};
}

void Motion::pullBy(const Eigen::Vector3d& way)
{
    if (!isRunning())
        return;
    m_runner->pull(Pull {m_grabbed.atom, m_grabbed.target + way});
    emit handChanged();
}

void Motion::letGo()
{
    if (m_runner)
        m_runner->pull(std::nullopt);
    emit handChanged();
}

std::optional<Pull> Motion::hand() const
{
    return m_runner ? m_runner->hand() : std::nullopt;
}

Eigen::Matrix3Xd Motion::positions() const
{
    return m_runner ? m_runner->positions() : Eigen::Matrix3Xd(3, 0);
}

void Motion::report()
{
    emit moved(m_runner->takeSamples());
    if (const std::string problem = m_runner->problem(); !problem.empty() && isRunning()) {
        m_player->stop();
        emit failed(QString::fromStdString(problem));
    }
}

/// Whatever ended it, the hand lets go. The recording stays, the thread does not.
void Motion::end()
{
    if (m_report.isActive()) {
        m_report.stop();
        emit moved(m_runner->takeSamples());
        letGo();
        m_runner->stop();
        if (m_runner->recorded() == 0)
            m_runner.reset();
    }
    emit stateChanged();
}

} // namespace mbtr::gui

#include "moc_motion.cpp"
