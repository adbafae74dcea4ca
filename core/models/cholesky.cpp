#include "core/models/cholesky.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/work_counter.h"

#include <algorithm>
#include <cassert>
#include <cblas.h>
#include <cmath>
#include <lapacke.h>
#include <limits>

namespace mbtr {

namespace {

constexpr int kFactorColumns = 256; // columns factorised at a time
constexpr double kOperationsPerCall = 1e9; // 20 to 100 ms: BLAS cannot be interrupted

/// A symmetric matrix on its way to L, column block by column block from the left (right-looking: each block is taken off
/// all that lies right of it).
struct Factorization {
    Eigen::MatrixXd& matrix;
    double tolerance; ///< pivots below it are rounding errors
    WorkCounter& counter;

    int size() const { return static_cast<int>(matrix.rows()); }
    double* at(int row, int column) { return &matrix(row, column); }
};

[[noreturn]] void throwPivot(const Factorization& f, int pivot, double value)
{
    throw NumericalError("the kernel matrix is not positive definite: pivot " + std::to_string(pivot + 1) + " of "
                         + std::to_string(f.size()) + " is " + toText(value) + " and must be larger than " + toText(f.tolerance)
                         + "; a larger lambda helps");
}

void factorizeDiagonalBlock(Factorization& f, int begin, int count)
{
    const int failed = LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'L', count, f.at(begin, begin), f.size());
    if (failed > 0)
        throwPivot(f, begin + failed - 1, f.matrix(begin + failed - 1, begin + failed - 1));
    for (int i = begin; i < begin + count; ++i) {
        const double pivot = f.matrix(i, i) * f.matrix(i, i);
        if (!(pivot > f.tolerance) || !std::isfinite(pivot))
            throwPivot(f, i, pivot);
    }
}

/// Rows below the diagonal block: A L^-T.
void solveBelow(Factorization& f, int begin, int count)
{
    const int step = std::max(kFactorColumns, static_cast<int>(kOperationsPerCall / (static_cast<double>(count) * count)));
    for (int row = begin + count; row < f.size(); row += step) {
        const int rows = std::min(step, f.size() - row);
        cblas_dtrsm(CblasColMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, rows, count, 1, f.at(begin, begin), f.size(),
                    f.at(row, begin), f.size());
        f.counter.add(static_cast<double>(rows) * count * count / 2);
    }
}

/// Takes the block columns [begin, begin + count) off `width` columns from `column` on.
void updateColumns(Factorization& f, int begin, int count, int column, int width)
{
    cblas_dsyrk(CblasColMajor, CblasLower, CblasNoTrans, width, count, -1, f.at(column, begin), f.size(), 1, f.at(column, column),
                f.size());
    const int below = column + width;
    if (below < f.size())
        cblas_dgemm(CblasColMajor, CblasNoTrans, CblasTrans, f.size() - below, width, count, -1, f.at(below, begin), f.size(),
                    f.at(column, begin), f.size(), 1, f.at(below, column), f.size());
    f.counter.add(static_cast<double>(width) * count * (f.size() - column - width / 2.0));
}

void updateRight(Factorization& f, int begin, int count)
{
    for (int column = begin + count; column < f.size();) {
        const double operationsPerColumn = 2.0 * count * (f.size() - column);
        const int most = std::max(64, static_cast<int>(kOperationsPerCall / operationsPerColumn));
        const int width = std::min(most, f.size() - column);
        updateColumns(f, begin, count, column, width);
        column += width;
    }
}

} // namespace

void factorizeCholesky(Eigen::MatrixXd& matrix, Progress& progress)
{
    assert(matrix.rows() == matrix.cols());
    const double n = static_cast<double>(matrix.rows());
    if (!matrix.diagonal().allFinite())
        throw NumericalError("the diagonal of the kernel matrix holds a value that is not a finite number");
    WorkCounter counter(progress, n * n * n / 6, "Cholesky factorisation");
    const double largest = matrix.rows() > 0 ? matrix.diagonal().maxCoeff() : 0;
    // What LAPACK's dpstrf takes for zero. Pivots are never smaller than lambda, but for rounding.
    Factorization f {matrix, n * std::numeric_limits<double>::epsilon() * largest, counter};
    for (int begin = 0; begin < f.size(); begin += kFactorColumns) {
        progress.throwIfCancelled();
        const int count = std::min(kFactorColumns, f.size() - begin);
        factorizeDiagonalBlock(f, begin, count);
        solveBelow(f, begin, count);
        updateRight(f, begin, count);
    }
    progress.report(1, "Cholesky factorisation");
}

void solveCholesky(const Eigen::MatrixXd& factor, Eigen::MatrixXd& b)
{
    assert(factor.rows() == factor.cols() && factor.rows() == b.rows());
    if (b.size() == 0)
        return;
    const int n = static_cast<int>(factor.rows());
    LAPACKE_dpotrs_work(LAPACK_COL_MAJOR, 'L', n, static_cast<int>(b.cols()), factor.data(), n, b.data(), n);
}

} // namespace mbtr
