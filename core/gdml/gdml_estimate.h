#pragma once

#include <cstdint>

namespace mbtr {

struct GdmlTrainingSettings;

/// What a training will take, before it begins.
struct GdmlEstimate {
    std::int64_t bytes = 0; ///< of the kernel matrix
    bool fits = true; ///< else conjugate gradients are used, in what memory there is
    int searchedOn = 0; ///< training geometries of each model of the search
    int models = 0; ///< of the search, about; 0: nothing to search
    double seconds = 0; ///< of all, within a factor of two or so; NaN where it does not fit
};

/// permutations: how many are expected.
GdmlEstimate estimateGdml(const GdmlTrainingSettings& settings, int atomCount, int permutations);

} // namespace mbtr
