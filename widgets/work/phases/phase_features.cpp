#include "widgets/work/phases/phase_features.h"

#include "core/features/representation.h"

namespace mbtr::gui {

RowMatrix phaseFeatures(const Dataset& dataset, const MbtrSettings& settings, Progress& progress)
{
    FeatureMatrix features = buildFeatures(dataset, representationFor(dataset, RepresentationKind::Mbtr, settings), progress);
    scaleTermsEvenly(features, allRows(dataset));
    return std::move(features.values);
}

} // namespace mbtr::gui
