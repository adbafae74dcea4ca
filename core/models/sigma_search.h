#pragma once

#include "core/dataset/dataset.h"
#include "core/features/representation.h"
#include "core/mbtr/settings.h"
#include "core/models/hyperparameter_search.h"

#include <functional>
#include <vector>

namespace mbtr {

struct SigmaSearchPoint {
    std::vector<double> sigmas; ///< one for each term, unit of its grid
    SearchPoint point;
};

struct SigmaSearchResult {
    MbtrSettings settings; ///< with the best sigmas
    SearchResult best; ///< kernel and lambda for them; its points are those of the last sigmas tried
    std::vector<SigmaSearchPoint> points; ///< all that were tried, in their order
};

/// The local log2 search of Huo & Rupp 2022 over the sigmas of the terms (steps of 0.5, first of 1) and, for each choice of them,
/// length and lambda (searchHyperparameters, from the best so far). No sigma becomes smaller than a bin. data: the structures
/// that may be looked at; y: their targets. One structure in five is held out for the errors, the same ones for every point.
SigmaSearchResult searchSigmas(const Dataset& data, const Eigen::VectorXd& y, const MbtrSettings& start,
                               const SearchSettings& settings, TermScaling scaling,
                               const std::function<void(const SigmaSearchPoint&)>& onPoint, Progress& progress);

} // namespace mbtr
