#include "widgets/work/forces/motion_runner.h"

#include "widgets/jobs/job.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace mbtr::gui {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kSpring = 4; // eV/angstrom^2
constexpr double kLongestSpring = 2; // angstrom: beyond it the force does not grow
constexpr double kSampleEvery = 2; // fs
constexpr double kRecordEvery = 5; // fs
constexpr std::size_t kMostFrames = 100'000;
constexpr std::chrono::milliseconds kLate {200}; // further behind its pace it does not try to catch up

bool isDue(double time, double step, double every)
{
    return std::floor(time / every) != std::floor((time - step) / every);
}

} // namespace

MotionRunner::MotionRunner(ForceField field, Structure start, const DynamicsSettings& settings, double pace)
    : m_structure(start)
    , m_positions(start.positions)
    , m_recorder(start, settings.thermostat)
    , m_freedom(degreesOfFreedom(start.positions, massesOf(start.species), start.isPeriodic(), settings.thermostat))
{
    validate(settings);
    m_thread = std::thread([this, moved = std::move(field), settings, pace] { run(moved, settings, pace); });
}

MotionRunner::~MotionRunner()
{
    stop();
}

void MotionRunner::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void MotionRunner::run(ForceField field, DynamicsSettings settings, double pace)
{
    try {
        const Masses masses = massesOf(m_structure.species);
        Integrator integrator(
            [&](const Eigen::Matrix3Xd& positions) { return pulled(field, positions, masses, settings.timestep); }, masses,
            m_structure.isPeriodic(), settings);
        DynamicsState state = integrator.start(m_structure.positions);
        publish(state, masses, true, true);
        Clock::time_point due = Clock::now();
        const auto perStep = std::chrono::duration_cast<Clock::duration>(
            std::chrono::duration<double>(std::isfinite(pace) ? settings.timestep / pace : 0));
        while (waitUntil(due)) {
            integrator.step(state);
            publish(state, masses, isDue(state.time, settings.timestep, kSampleEvery),
                    isDue(state.time, settings.timestep, kRecordEvery));
            due = std::max(due + perStep, Clock::now() - kLate);
        }
    } catch (const std::exception& error) { // also where memory runs out: nobody above this thread would catch it
        const std::lock_guard lock(m_mutex);
        m_problem = sentenceOf(error).toStdString();
    }
}

bool MotionRunner::waitUntil(Clock::time_point time)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, time, [this] { return m_stop; });
    return !m_stop;
}

/// The energy of the spring is not the molecule's: it is left out.
ForcesAt MotionRunner::pulled(const ForceField& field, const Eigen::Matrix3Xd& positions, const Masses& masses, double timestep)
{
    ForcesAt at = field(positions);
    const std::lock_guard lock(m_mutex);
    m_spring.reset();
    const auto before = std::exchange(m_before, std::nullopt);
    if (!m_pull)
        return at;
    m_wasPulled = true;
    const int atom = m_pull->atom;
    Eigen::Vector3d stretch = m_pull->target - positions.col(atom);
    stretch *= std::min(1.0, kLongestSpring / std::max(1e-12, stretch.norm()));
    Eigen::Vector3d force = kSpring * stretch;
    if (before && before->atom == atom) {
        const double damping = 2 * std::sqrt(kSpring * masses[atom] / kAccelerationUnit);
        force -= damping / timestep * (positions.col(atom) - before->target);
    }
    m_before = Pull {atom, positions.col(atom)};
    m_spring = Pull {atom, force};
    at.forces.col(atom) += force;
    return at;
}

void MotionRunner::publish(const DynamicsState& state, const Masses& masses, bool isSample, bool isFrame)
{
    const std::lock_guard lock(m_mutex);
    m_positions = state.positions;
    m_fresh = true;
    if (isSample) {
        const double kinetic = kineticEnergy(state.velocities, masses);
        m_samples.push_back(
            {state.time, state.at.energy, kinetic, temperatureOf(kinetic, m_freedom), state.at.farFromTraining, m_wasPulled});
        m_wasPulled = false;
    }
    if (isFrame && m_recording && m_recorder.count() < kMostFrames) {
        DynamicsState recorded = state;
        if (m_spring) // what is recorded is the model's
            recorded.at.forces.col(m_spring->atom) -= m_spring->target;
        m_recorder.add(recorded);
    }
}

std::optional<Eigen::Matrix3Xd> MotionRunner::takePositions()
{
    const std::lock_guard lock(m_mutex);
    if (!m_fresh)
        return std::nullopt;
    m_fresh = false;
    return m_positions;
}

Eigen::Matrix3Xd MotionRunner::positions() const
{
    const std::lock_guard lock(m_mutex);
    return m_positions;
}

std::vector<MotionSample> MotionRunner::takeSamples()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_samples, {});
}

void MotionRunner::pull(std::optional<Pull> pull)
{
    const std::lock_guard lock(m_mutex);
    m_pull = std::move(pull);
}

std::optional<Pull> MotionRunner::hand() const
{
    const std::lock_guard lock(m_mutex);
    return m_pull;
}

void MotionRunner::record(bool on)
{
    const std::lock_guard lock(m_mutex);
    m_recording = on;
}

std::size_t MotionRunner::recorded() const
{
    const std::lock_guard lock(m_mutex);
    return m_recorder.count();
}

Dataset MotionRunner::recording() const
{
    TrajectoryRecorder copy = [this] {
        const std::lock_guard lock(m_mutex);
        return m_recorder;
    }();
    return std::move(copy).dataset();
}

std::string MotionRunner::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

} // namespace mbtr::gui
