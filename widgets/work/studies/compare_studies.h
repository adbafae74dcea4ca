#pragma once

#include "widgets/work/studies/blindness_study.h"
#include "widgets/work/studies/comparer.h"
#include "widgets/work/studies/pair_search_study.h"
#include "widgets/work/studies/series_study.h"

namespace mbtr::gui {

/// What the page Compare asks.
struct CompareStudies {
    CompareStudies(Session* session, Selection* selection, JobList* jobs)
        : comparer(session, selection, jobs)
        , pairs(session, jobs)
        , blindness(jobs)
        , series(session, jobs)
    {
    }

    Comparer comparer;
    PairSearchStudy pairs;
    BlindnessStudy blindness;
    SeriesStudy series;
};

} // namespace mbtr::gui
