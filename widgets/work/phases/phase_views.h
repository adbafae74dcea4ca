#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/thermodynamics/hull_data.h"
#include "core/thermodynamics/hull_search.h"
#include "widgets/work/phases/phase_view.h"

#include <vector>

namespace mbtr::gui {

/// The structures of a dataset that take part in a diagram.
struct PhaseRows {
    std::vector<int> structures; ///< of the dataset, one a point
    int all = 0; ///< structures of the dataset
};

/// The diagram of everything that is known. data: one point a structure of `rows`. Throws as phaseDiagram.
PhaseView viewOfAll(const HullData& data, const PhaseRows& rows, Progress& progress);

/// What a search knows and believes. next: points; withPlaces: also what known structures decompose into, which takes longer.
PhaseView viewOfSearch(const HullData& data, const HullState& state, std::vector<int> next, const PhaseRows& rows,
                       bool withPlaces, Progress& progress);

/// Compositions only: nothing is known of the energies yet.
PhaseView viewOfQuestions(const HullData& data, std::vector<int> next, const PhaseRows& rows);

} // namespace mbtr::gui
