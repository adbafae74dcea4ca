#pragma once

#include "widgets/panels/forces/forces_play_view.h"

#include <memory>

namespace mbtr::gui {

class JobList;
template <typename T> class LatestJob;

/// Normal modes of the current molecule at the nearest minimum of the force model: their wavenumbers, which atoms move, and each
/// as it moves.
class ForcesModesView : public ForcesPlayView {
    Q_OBJECT

public:
    ForcesModesView(ForceTrainer* trainer, PreviewPlayer* player, JobList* jobs, QWidget* parent = nullptr);
    ~ForcesModesView() override;

private:
    struct Modes;
    PreviewPlayer::Frame motionOf(int row) const override;
    void showState() override;
    void compute();
    void takeModes();
    void showModes();

    std::shared_ptr<const Modes> m_modes;
    std::unique_ptr<LatestJob<std::shared_ptr<const Modes>>> m_job;
};

} // namespace mbtr::gui
