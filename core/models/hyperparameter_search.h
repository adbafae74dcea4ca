#pragma once

#include "core/base/log.h"
#include "core/base/progress.h"
#include "core/dataset/split.h"
#include "core/features/feature_matrix.h"
#include "core/kernels/kernel.h"

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

/// Where the best of a search lies at the end of what is searched: more may lie behind it.
struct SearchEdges {
    bool length = false;
    bool lambda = false;
};

struct SearchSettings {
    std::string kernel = "gaussian";
    std::optional<double> length; ///< searched where not given
    std::optional<double> lambda; ///< searched where not given
    InnerSplit inner = {}; ///< of the rows; nothing held out: one in five, at random
    std::optional<double> startLength = {}, startLambda = {}; ///< near the best: only steps of the grid itself
    std::function<void(const SearchPoint&)> onPoint = {}; ///< called with each as it is tried, on the thread that searches
};

struct SearchResult {
    Kernel kernel; ///< of the simplest point
    double lambda = 0; ///< of the simplest point
    std::vector<SearchPoint> points; ///< all that were tried, in their order
    SearchPoint best; ///< of least error
    SearchPoint simplest; ///< what is taken, see searchHyperparameters()
    SearchEdges edges; ///< of the best
};

/// What a person should know of a search: that its best lies at an edge.
Messages doubtsOf(const SearchResult& result);

/// Walks downhill on the log2 grid of Huo & Rupp 2022 (lengths in steps of 0.5, lambda in steps of 1; first in larger
/// strides): the structures of settings.inner are held out, the others of `rows` train. It starts at the median distance and
/// lambda = 2^-20 of the kernel's mean diagonal. Lengths stay between 1/16 of the median distance and 64 times of it, lambda
/// between 2^-36 of the diagonal and the diagonal: what lies behind differs by rounding only. Distances are computed once.
/// Taken is not the least error but, of all points that it does not beat by more than one standard error, the one of largest
/// lambda: differences of squared errors, structure by structure, are noise where their mean is not above its standard error
/// (the rule of Breiman et al., Classification and Regression Trees, 1984, for paired errors).
/// Throws SettingsError for fewer than ten rows, Cancelled.
SearchResult searchHyperparameters(const RowMatrix& features, std::span<const int> rows, const Eigen::VectorXd& y,
                                   const SearchSettings& settings, Progress& progress);

/// The error of every pair of a length and a lambda, lengths slowest; onPoint may be empty.
std::vector<SearchPoint> mapHyperparameters(const HoldOut& data, const std::string& kernel, std::span<const double> lengths,
                                            std::span<const double> lambdas,
                                            const std::function<void(const SearchPoint&)>& onPoint, Progress& progress);

} // namespace mbtr
