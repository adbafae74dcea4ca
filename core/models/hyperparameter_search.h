#pragma once

#include "core/base/progress.h"
#include "core/features/feature_matrix.h"
#include "core/kernels/kernel.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mbtr {

struct HoldOut;

struct SearchPoint {
    double log2Length = 0; ///< 0 for the linear kernel
    double log2Lambda = 0;
    double rmse = 0; ///< of the structures held out, unit of the target; infinite where lambda is too small
};

struct SearchSettings {
    std::string kernel = "gaussian";
    std::optional<double> length; ///< searched where not given
    std::optional<double> lambda; ///< searched where not given
    std::uint64_t seed = 0; ///< of the structures held out
    std::optional<double> startLength = {}, startLambda = {}; ///< near the best: only steps of the grid itself
    std::function<void(const SearchPoint&)> onPoint = {}; ///< called with each as it is tried, on the thread that searches
};

struct SearchResult {
    Kernel kernel;
    double lambda = 0;
    std::vector<SearchPoint> points; ///< all that were tried, in their order
};

/// Walks downhill on the log2 grid of Huo & Rupp 2022 (lengths in steps of 0.5, lambda in steps of 1; first in larger
/// strides): one structure in five of `rows` is held out, the others train. It starts at the median distance and
/// lambda = 2^-20 of the kernel's mean diagonal, and takes no lambda below 2^-36 of it. Distances are computed once.
/// Throws SettingsError for fewer than ten rows, Cancelled.
SearchResult searchHyperparameters(const RowMatrix& features, std::span<const int> rows, const Eigen::VectorXd& y,
                                   const SearchSettings& settings, Progress& progress);

/// The error of every pair of a length and a lambda, lengths slowest; onPoint may be empty.
std::vector<SearchPoint> mapHyperparameters(const HoldOut& data, const std::string& kernel, std::span<const double> lengths,
                                            std::span<const double> lambdas,
                                            const std::function<void(const SearchPoint&)>& onPoint, Progress& progress);

} // namespace mbtr
