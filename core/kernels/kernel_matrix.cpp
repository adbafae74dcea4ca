#include "core/kernels/kernel_matrix.h"

#include "core/base/error.h"
#include "core/base/work_counter.h"
#include "core/kernels/manhattan.h"
#include "core/kernels/products.h"

#include <cassert>
#include <cmath>
#include <numeric>
#include <tbb/blocked_range2d.h>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

constexpr Eigen::Index kTile = 64; // 32 kB: a tile and its mirror image stay in the cache

using Values = Eigen::Ref<Eigen::ArrayXd>;

/// The kernel as a function of the distance its matrix is made from: none, squared Euclidean, Manhattan.
struct Profile {
    const Kernel* kernel; ///< nullptr leaves the distances

    void operator()(Values values) const
    {
        if (kernel)
            std::visit([&](const auto& k) { apply(k, values); }, *kernel);
    }
    static void apply(const LinearKernel&, Values) { }
    static void apply(const GaussianKernel& k, Values squared) { squared = (squared * (-0.5 / (k.length * k.length))).exp(); }
    static void apply(const LaplacianKernel& k, Values distance) { distance = (distance * (-1 / k.length)).exp(); }
    static void apply(const Matern52Kernel& k, Values squared)
    {
        squared = (squared * (5 / (k.length * k.length))).sqrt(); // now sqrt(5) d / length
        squared = (1 + squared + squared.square() / 3) * (-squared).exp();
    }
};

/// Matrix of the pairs that the kernel is evaluated on, products or distances.
struct Pairs {
    Eigen::MatrixXd values;
    Eigen::ArrayXd normsA, normsB; ///< empty unless squared distances are to be made from products
};

/// What was a product or a distance becomes a value of the kernel.
void finishSegment(Pairs& pairs, const Profile& profile, Eigen::Index row, Eigen::Index rows, Eigen::Index column)
{
    auto segment = pairs.values.col(column).segment(row, rows).array();
    if (pairs.normsA.size() > 0)
        segment = (pairs.normsA.segment(row, rows) + pairs.normsB[column] - 2 * segment).max(0);
    profile(segment);
    if (!segment.allFinite())
        throw NumericalError("a value of the kernel is not a finite number: are the features or the length out of range?");
}

template <typename Function>
void forEachTile(Eigen::Index rows, Eigen::Index columns, Progress& progress, const Function& function)
{
    using Range = tbb::blocked_range2d<Eigen::Index>;
    const auto tiles = [](Eigen::Index n) { return (n + kTile - 1) / kTile; };
    tbb::parallel_for(Range(0, tiles(rows), 0, tiles(columns)), [&](const Range& range) {
        for (auto i = range.rows().begin(); i < range.rows().end(); ++i) {
            progress.throwIfCancelled();
            for (auto j = range.cols().begin(); j < range.cols().end(); ++j)
                function(i * kTile, std::min(kTile, rows - i * kTile), j * kTile, std::min(kTile, columns - j * kTile));
        }
    });
}

void finishRectangle(Pairs& pairs, const Profile& profile, Progress& progress)
{
    forEachTile(pairs.values.rows(), pairs.values.cols(), progress,
                [&](Eigen::Index row, Eigen::Index rows, Eigen::Index column, Eigen::Index columns) {
                    for (Eigen::Index j = column; j < column + columns; ++j)
                        finishSegment(pairs, profile, row, rows, j);
                });
}

/// Finishes the lower triangle and mirrors it.
void finishTriangle(Pairs& pairs, const Profile& profile, Progress& progress)
{
    forEachTile(pairs.values.rows(), pairs.values.cols(), progress,
                [&](Eigen::Index row, Eigen::Index rows, Eigen::Index column, Eigen::Index columns) {
                    if (row < column)
                        return;
                    for (Eigen::Index j = column; j < column + columns; ++j) {
                        const Eigen::Index first = std::max(row, j);
                        finishSegment(pairs, profile, first, row + rows - first, j);
                        if (row == column)
                            pairs.values.row(j).segment(first, row + rows - first)
                                = pairs.values.col(j).segment(first, row + rows - first).transpose();
                    }
                    if (row != column)
                        pairs.values.block(column, row, columns, rows)
                            = pairs.values.block(row, column, rows, columns).transpose();
                });
}

Pairs pairsOf(const Kernel& kernel, const RowsOf& a, const RowsOf& b, bool triangle, Progress& progress)
{
    progress.throwIfCancelled();
    const bool linear = std::holds_alternative<LinearKernel>(kernel);
    const Columns columns = informativeColumns(a, b, linear ? Centring::None : Centring::Mean);
    const double work = static_cast<double>(a.count()) * b.count() * columns.count();
    WorkCounter counter(progress, triangle ? work / 2 : work, "kernel matrix");
    if (std::holds_alternative<LaplacianKernel>(kernel))
        return {manhattanDistances(a, b, columns, triangle, counter), {}, {}};
    Products products = innerProducts(a, b, columns, triangle, counter);
    if (linear)
        return {std::move(products.values), {}, {}};
    return {std::move(products.values), std::move(products.normsA), std::move(products.normsB)};
}

} // namespace

std::vector<int> firstRows(Eigen::Index count)
{
    std::vector<int> rows(static_cast<std::size_t>(count));
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

Eigen::MatrixXd kernelMatrix(const Kernel& kernel, const RowMatrix& features, std::span<const int> rows, Progress& progress)
{
    const RowsOf all {features, rows};
    Pairs pairs = pairsOf(kernel, all, all, true, progress);
    finishTriangle(pairs, Profile {&kernel}, progress);
    if (!std::holds_alternative<LinearKernel>(kernel))
        pairs.values.diagonal().setOnes();
    progress.report(1, "kernel matrix");
    return std::move(pairs.values);
}

Eigen::MatrixXd kernelMatrix(const Kernel& kernel, const RowMatrix& a, std::span<const int> rowsA, const RowMatrix& b,
                             std::span<const int> rowsB, Progress& progress)
{
    assert(a.cols() == b.cols());
    Pairs pairs = pairsOf(kernel, {a, rowsA}, {b, rowsB}, false, progress);
    finishRectangle(pairs, Profile {&kernel}, progress);
    progress.report(1, "kernel matrix");
    return std::move(pairs.values);
}

Eigen::MatrixXd distanceMatrix(const Kernel& kernel, const RowMatrix& features, std::span<const int> rows, Progress& progress)
{
    const RowsOf all {features, rows};
    Pairs pairs = pairsOf(kernel, all, all, true, progress);
    finishTriangle(pairs, Profile {nullptr}, progress);
    if (!std::holds_alternative<LinearKernel>(kernel))
        pairs.values.diagonal().setZero();
    return std::move(pairs.values);
}

void applyKernel(const Kernel& kernel, Eigen::Ref<Eigen::MatrixXd> distances, Progress& progress)
{
    const Profile profile {&kernel};
    forEachTile(distances.rows(), distances.cols(), progress,
                [&](Eigen::Index row, Eigen::Index rows, Eigen::Index column, Eigen::Index columns) {
                    for (Eigen::Index j = column; j < column + columns; ++j)
                        profile(distances.col(j).segment(row, rows).array());
                });
}

} // namespace mbtr
