#pragma once

#include "widgets/work/studies/bond_counter.h"
#include "widgets/work/studies/facts_study.h"
#include "widgets/work/studies/measurement_study.h"

namespace mbtr::gui {

/// What the pages below the 3-D view ask.
struct StructureStudies {
    StructureStudies(Session* session, JobList* jobs)
        : measurements(session, jobs)
        , bonds(jobs)
        , facts(jobs)
    {
    }

    MeasurementStudy measurements;
    BondCounter bonds;
    FactsStudy facts;
};

} // namespace mbtr::gui
