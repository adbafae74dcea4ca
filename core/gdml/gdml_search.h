#pragma once

#include "core/gdml/gdml_training.h"

namespace mbtr {

/// What is asked of the search: the geometries to fit and those whose error decides. Only values not given in `settings` are
/// searched: for distances lengths 10, 20 .. 90 as long as the error falls; for MBTR downhill on the log2 grid of Huo & Rupp 2022
/// from length 2^1.75 (step 2^0.25), sigma 2^-4.5 (step 2^0.5) and lambda 2^-20 (step 2^2), in large strides with the first
/// kFewGdmlSearched training geometries and then in smaller ones with all.
struct GdmlSearch {
    const ForceData& training;
    const ForceData& heldOut;
    const std::vector<Permutation>& permutations;
    const GdmlTrainingSettings& settings;
    const GdmlWatch& watch;
};

/// Training geometries of the search, at most: its time goes with their cube.
inline constexpr int kMostGdmlSearched = 200, kFewGdmlSearched = 100;

struct GdmlChoice {
    GdmlDescriptorSettings descriptor;
    double length = 0, lambda = 0;
};

/// All points tried, in their order, are added to `tried`. Throws NumericalError where no model could be fitted; Cancelled.
GdmlChoice searchGdml(const GdmlSearch& search, std::vector<GdmlSearchPoint>& tried, Progress& progress);

/// The values that are taken where nothing is searched: those given, and the defaults of the descriptor.
GdmlChoice gdmlDefaults(const GdmlTrainingSettings& settings);
/// Is there anything to search?
bool needsSearch(const GdmlTrainingSettings& settings);

} // namespace mbtr
