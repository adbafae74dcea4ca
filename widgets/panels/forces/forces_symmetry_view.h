#pragma once

#include "widgets/panels/forces/forces_play_view.h"

namespace mbtr::gui {

/// The permutations of like atoms that a model knows: each as it moves the molecule, and the error without symmetry, with what it
/// alone generates, and with all.
class ForcesSymmetryView : public ForcesPlayView {
    Q_OBJECT

public:
    ForcesSymmetryView(ForceTrainer* trainer, PreviewPlayer* player, QWidget* parent = nullptr);

private:
    PreviewPlayer::Frame motionOf(int row) const override;
    void showState() override;
    void showPermutations();
    void showErrors();
};

} // namespace mbtr::gui
