#pragma once

#include "widgets/work/forces/force_trainer.h"
#include "widgets/work/forces/mode_study.h"
#include "widgets/work/forces/motion.h"
#include "widgets/work/forces/relaxer.h"
#include "widgets/work/preview_player.h"

namespace mbtr::gui {

/// What the page Forces asks. Members in the order they need one another.
struct ForceStudies {
    ForceStudies(Session* session, Selection* selection, JobList* jobs)
        : trainer(session, jobs)
        , player(session, selection)
        , motion(&trainer, &player, jobs)
        , relaxer(session, selection, &trainer, jobs)
        , modes(session, selection, &trainer, jobs)
    {
    }

    ForceTrainer trainer;
    PreviewPlayer player;
    Motion motion;
    Relaxer relaxer;
    ModeStudy modes;
};

} // namespace mbtr::gui
