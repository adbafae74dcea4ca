#pragma once

#include "widgets/panels/forces/forces_play_view.h"

namespace mbtr::gui {

class ModeStudy;

/// Normal modes of the current molecule at the nearest minimum of the force model: their wavenumbers, which atoms move, and each
/// as it moves.
class ForcesModesView : public ForcesPlayView {
    Q_OBJECT

public:
    ForcesModesView(ForceTrainer* trainer, PreviewPlayer* player, ModeStudy* study, QWidget* parent = nullptr);

private:
    PreviewPlayer::Frame motionOf(int row) const override;
    void showState() override;
    void compute();
    void showModes();
    QString stateText() const;

    ModeStudy* m_study;
};

} // namespace mbtr::gui
