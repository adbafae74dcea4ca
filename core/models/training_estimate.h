#pragma once

#include "core/base/log.h"
#include "core/models/krr.h"

namespace mbtr {

/// What a training will take on this machine: memory as it will be asked for, time from small samples measured here and now.
struct TrainingEstimate {
    std::int64_t featureBytes = 0; ///< of all structures, and of the copy that the model keeps
    std::int64_t kernelBytes = 0; ///< kernel matrix, which its factor replaces, and blocks of predictions
    TrainingSeconds seconds; ///< kernel: with the predictions of the structures that validate

    Messages truncations; ///< of the MBTR: what the grids leave out of the sample (gridTruncationMessages)

    std::int64_t bytes() const { return featureBytes + kernelBytes; }
};

/// rows: the structures that take part. Takes some 0.2 s itself, more only where single structures take longer. The search for
/// length and lambda is not in it. Throws as buildFeatures where a structure of the sample does not allow features; Cancelled.
TrainingEstimate estimateTraining(const Dataset& dataset, const std::vector<int>& rows, const MbtrSettings& settings,
                                  const TrainingSettings& training, Progress& progress);

} // namespace mbtr
