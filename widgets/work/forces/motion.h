#pragma once

#include "core/dynamics/integrator.h"
#include "widgets/work/forces/motion_runner.h"

#include <QObject>
#include <QTimer>
#include <memory>
#include <vector>

namespace mbtr::gui {

class ForceTrainer;
class JobList;
class PreviewPlayer;
template <typename T> class LatestJob;

/// The current molecule as it moves by the force model in the 3-D view. The recording stays after the end.
class Motion : public QObject {
    Q_OBJECT

public:
    Motion(ForceTrainer* trainer, PreviewPlayer* player, JobList* jobs, QObject* parent = nullptr);
    ~Motion() override;

    /// Stops what plays. pace: femtoseconds of motion in a second of the clock. What cannot begin is told by failed(); what may
    /// be wrong by warned().
    void start(const DynamicsSettings& settings, double pace);
    void stop();
    bool isRunning() const;
    /// From now on, or no longer; also of the motions to come.
    void record(bool on);
    std::size_t recorded() const;
    /// Writes the recorded frames, in the background, by suffix.
    void save(const QString& path);

    /// The molecule is pulled at, or let go.
    void grab(int atom);
    void pullBy(const Eigen::Vector3d& way); ///< angstrom, from where the atom was when it was grabbed
    void letGo();
    /// Where the hand is; nothing while nobody pulls.
    std::optional<Pull> hand() const;
    Eigen::Matrix3Xd positions() const; ///< 3 x n_atoms, angstrom

signals:
    /// Began or ended.
    void stateChanged();
    /// There is more to plot; also once at the end.
    void moved(const std::vector<mbtr::gui::MotionSample>& samples);
    void handChanged();
    void saved();
    void warned(const QString& doubt);
    /// One sentence: the motion could not begin, has ended by itself, or could not be saved.
    void failed(const QString& problem);

private:
    void report();
    void end();

    ForceTrainer* m_trainer;
    PreviewPlayer* m_player;
    std::shared_ptr<MotionRunner> m_runner; ///< stays after the end, for its recording
    bool m_recording = false;
    Pull m_grabbed; ///< target: where the atom was then
    QTimer m_report;
    std::unique_ptr<LatestJob<bool>> m_saving;
};

} // namespace mbtr::gui
