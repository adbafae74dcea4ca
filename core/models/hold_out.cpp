#include "core/models/hold_out.h"

#include "core/base/error.h"
#include "core/kernels/kernel_matrix.h"
#include "core/models/cholesky.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace mbtr {

namespace {

constexpr int kFewestRows = 10;

} // namespace

HoldOut makeHoldOut(const RowMatrix& features, std::span<const int> rows, const Eigen::VectorXd& y, const std::string& kernel,
                    const InnerSplit& inner, Progress& progress)
{
    if (rows.size() < kFewestRows)
        throw SettingsError("train",
                            "must be at least " + std::to_string(kFewestRows) + " to search for length and lambda, is "
                                + std::to_string(rows.size()));
    std::vector<int> order = inner.train;
    order.insert(order.end(), inner.heldOut.begin(), inner.heldOut.end());
    HoldOut data;
    data.y.resize(y.size());
    std::vector<int> shuffled;
    for (std::size_t i = 0; i < order.size(); ++i) {
        shuffled.push_back(rows[order[i]]);
        data.y[static_cast<Eigen::Index>(i)] = y[order[i]];
    }
    data.train = static_cast<Eigen::Index>(inner.train.size());
    data.distances = distanceMatrix(makeKernel(kernel, 1), features, shuffled, progress);
    return data;
}

double medianDistance(const HoldOut& data, const std::string& kernel)
{
    std::vector<double> distances;
    for (Eigen::Index j = 0; j < std::min<Eigen::Index>(data.distances.cols(), 200); ++j)
        for (Eigen::Index i = j + 1; i < data.distances.rows(); ++i)
            distances.push_back(data.distances(i, j));
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    const double median = kernel != "laplacian" ? std::sqrt(*middle) : *middle;
    return median > 0 ? median : 1;
}

std::optional<Eigen::VectorXd> errorsOf(const HoldOut& data, const Kernel& kernel, double lambda, Progress& progress)
{
    Eigen::MatrixXd matrix = data.distances.topLeftCorner(data.train, data.train);
    Eigen::MatrixXd across = data.distances.bottomLeftCorner(data.heldOut(), data.train);
    applyKernel(kernel, matrix, progress);
    applyKernel(kernel, across, progress);
    matrix.diagonal().array() += lambda;
    const double mean = data.y.head(data.train).mean();
    Eigen::MatrixXd alpha = data.y.head(data.train).array() - mean;
    try {
        factorizeCholesky(matrix, progress);
    } catch (const NumericalError&) { // lambda is too small: a point that loses
        return std::nullopt;
    }
    solveCholesky(matrix, alpha);
    Eigen::VectorXd errors = (across * alpha.col(0)).array() + mean - data.y.tail(data.heldOut()).array();
    return errors.allFinite() ? std::optional(std::move(errors)) : std::nullopt;
}

double rmseOf(const HoldOut& data, const Kernel& kernel, double lambda, Progress& progress)
{
    const auto errors = errorsOf(data, kernel, lambda, progress);
    return errors ? std::sqrt(errors->squaredNorm() / static_cast<double>(data.heldOut()))
                  : std::numeric_limits<double>::infinity();
}

} // namespace mbtr
