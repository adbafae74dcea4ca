#pragma once

#include "widgets/work/phases/energy_check_study.h"
#include "widgets/work/phases/hull_question_study.h"
#include "widgets/work/phases/hull_search_study.h"
#include "widgets/work/phases/phase_study.h"

namespace mbtr::gui {

/// What the page Phases asks.
struct PhaseStudies {
    PhaseStudies(Session* session, JobList* jobs)
        : diagram(session, jobs)
        , check(session, jobs)
        , search(session, jobs)
        , questions(session, jobs)
    {
    }

    PhaseStudy diagram;
    EnergyCheckStudy check;
    HullSearchStudy search;
    HullQuestionStudy questions;
};

} // namespace mbtr::gui
