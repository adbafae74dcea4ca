#pragma once

#include "widgets/work/training/cross_validator.h"
#include "widgets/work/training/error_map_study.h"
#include "widgets/work/training/learning_curve_study.h"
#include "widgets/work/training/training_forecaster.h"
#include "widgets/work/training/trust_study.h"
#include "widgets/work/training/tuple_explainer.h"

namespace mbtr::gui {

/// What the page Train asks beside the training itself.
struct TrainingStudies {
    TrainingStudies(Session* session, ModelDesk* models, JobList* jobs)
        : forecast(session, jobs)
        , folds(session, jobs)
        , map(session, jobs)
        , curves(session, jobs)
        , trust(session, jobs)
        , tuples(models, jobs)
    {
    }

    TrainingForecaster forecast;
    CrossValidator folds;
    ErrorMapStudy map;
    LearningCurveStudy curves;
    TrustStudy trust;
    TupleExplainer tuples;
};

} // namespace mbtr::gui
