#pragma once

#include "core/chemistry/structure.h"
#include "core/dynamics/integrator.h"
#include "core/dynamics/trajectory.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace mbtr::gui {

/// A spring between an atom and where the hand is.
struct Pull {
    int atom = 0;
    Eigen::Vector3d target = Eigen::Vector3d::Zero(); ///< angstrom
};

/// What is plotted of a step.
struct MotionSample {
    double time = 0; ///< fs
    double potential = 0, kinetic = 0; ///< eV
    double temperature = 0; ///< K
    double far = 0; ///< distance to the training geometries
    bool pulled = false; ///< a hand has put energy in or out since the sample before
};

/// Integrates the equations of motion. A pull is a critically damped spring: a hand that rests brings the atom to rest there, and
/// does not make it swing.
///
/// Integrates in a thread of its own, as fast as it can or at a pace, from construction until it is destroyed. Members other than
/// stop() may be called from any thread and return at once.
class MotionRunner {
public:
    /// pace: femtoseconds of motion in a second of the clock; infinite: as fast as it can.
    MotionRunner(ForceField field, Structure start, const DynamicsSettings& settings, double pace);
    ~MotionRunner();

    /// The newest; nothing where it has been asked for already.
    std::optional<Eigen::Matrix3Xd> takePositions();
    Eigen::Matrix3Xd positions() const;
    std::vector<MotionSample> takeSamples();
    void pull(std::optional<Pull> pull);
    std::optional<Pull> hand() const;
    /// From now on, or no longer; the recorded frames stay.
    void record(bool on);
    std::size_t recorded() const;
    Dataset recording() const;
    /// Ends the motion; what was recorded stays.
    void stop();
    /// Why it has ended by itself; empty while it runs.
    std::string problem() const;

private:
    void run(ForceField field, DynamicsSettings settings, double pace);
    ForcesAt pulled(const ForceField& field, const Eigen::Matrix3Xd& positions, const Masses& masses, double timestep);
    void publish(const DynamicsState& state, const Masses& masses, bool isSample, bool isFrame);
    bool waitUntil(std::chrono::steady_clock::time_point time);

    Structure m_structure;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    bool m_fresh = false;
    bool m_recording = false;
    bool m_wasPulled = false;
    Eigen::Matrix3Xd m_positions;
    std::vector<MotionSample> m_samples;
    std::optional<Pull> m_pull;
    std::optional<Pull> m_before; ///< where the pulled atom was at the last evaluation
    std::optional<Pull> m_spring; ///< target: the force that the last evaluation added, eV/angstrom
    TrajectoryRecorder m_recorder;
    int m_freedom; ///< degrees of freedom of the temperature
    std::string m_problem;
    std::thread m_thread; ///< last: begins when all else is there
};

} // namespace mbtr::gui
