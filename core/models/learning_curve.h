#pragma once

#include "core/base/progress.h"
#include "core/dataset/split.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace mbtr {

/// The trainings of a learning curve: every size once, then every size again with another draw, so that an unfinished curve is
/// complete in its first repeats.
struct LearningCurvePlan {
    std::vector<int> sizes; ///< numbers of training structures
    int repeats = 1;
    double costPower = 2; ///< the time of a training grows as size^costPower; for the progress only
};

/// The split that one training of the curve draws: `size` structures, another seed for every repeat.
SplitSettings splitForSample(SplitSettings split, int size, int repeat);

/// Calls trainOne for the sizes and repeats of the plan one after the other, but not for those that isKnown tells of (empty: none
/// is known). Throws what trainOne throws; Cancelled.
void runLearningCurve(const LearningCurvePlan& plan, const std::function<bool(int size, int repeat)>& isKnown,
                      const std::function<void(int size, int repeat, Progress&)>& trainOne, Progress& progress);

/// Mean and standard deviation (divided by n, not n - 1) of some numbers, for instance over the repeats.
struct MeanAndStd {
    double mean = 0;
    double std = 0;
};
MeanAndStd meanAndStd(std::span<const double> values);

/// The errors of one training of the curve, on the structures that validate, unit of the target.
struct LearningSample {
    int size = 0;
    int repeat = 0;
    double rmse = 0, mae = 0;
};

/// The errors of all repeats with `size` training structures, on the structures that validate, unit of the target.
struct LearningPoint {
    int size = 0;
    std::vector<double> rmse, mae; ///< one number for each repeat
};
/// The samples gathered by size, the smallest first.
std::vector<LearningPoint> pointsOf(std::span<const LearningSample> samples);

/// error = factor x size^exponent.
struct PowerLaw {
    double factor = 0; ///< unit of the target
    double exponent = 0;
};
/// Least squares of the logarithms of mean errors; nothing for fewer than two sizes with errors above 0.
std::optional<PowerLaw> fitPowerLaw(std::span<const LearningPoint> points);

} // namespace mbtr
