#include "core/kernels/products.h"

#include "core/base/error.h"
#include "core/base/work_counter.h"

#include <algorithm>
#include <cblas.h>
#include <cmath>

namespace mbtr {

namespace {

constexpr int kCopiedColumns = 2040; // columns copied and multiplied at a time; 2048 apart, rows would share cache lines
constexpr double kOperationsPerCall = 1e9; // 20 to 100 ms: BLAS cannot be interrupted

/// Rows (and columns) of the blocks of the result; depends on nothing but sizes, so that sums are the same every time.
int blockSize(int columns)
{
    const double size = std::sqrt(kOperationsPerCall / (2.0 * std::max(columns, 1)));
    return std::clamp(static_cast<int>(size), 256, 2048);
}

struct Block {
    int begin, size;
};

/// values(rows, columns) += a(rows) b(columns)^T.
void multiplyBlock(const RowMatrix& a, Block rows, const RowMatrix& b, Block columns, Eigen::MatrixXd& values)
{
    const int depth = static_cast<int>(a.cols());
    cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, rows.size, columns.size, depth, 1, a.row(rows.begin).data(), depth,
                b.row(columns.begin).data(), depth, 1, &values(rows.begin, columns.begin), static_cast<int>(values.rows()));
}

/// Lower triangle of values(rows, rows) += a(rows) a(rows)^T.
void multiplyDiagonalBlock(const RowMatrix& a, Block rows, Eigen::MatrixXd& values)
{
    const int depth = static_cast<int>(a.cols());
    cblas_dsyrk(CblasColMajor, CblasLower, CblasTrans, rows.size, depth, 1, a.row(rows.begin).data(), depth, 1,
                &values(rows.begin, rows.begin), static_cast<int>(values.rows()));
}

void addProducts(const RowMatrix& a, const RowMatrix& b, bool triangle, Eigen::MatrixXd& values, WorkCounter& counter)
{
    const int depth = static_cast<int>(a.cols());
    const int size = blockSize(depth);
    const auto blockAt = [size](int begin, Eigen::Index end) {
        return Block {begin, std::min(size, static_cast<int>(end) - begin)};
    };
    for (int j = 0; j < values.cols(); j += size) {
        const Block columns = blockAt(j, values.cols());
        for (int i = triangle ? j : 0; i < values.rows(); i += size) {
            const Block rows = blockAt(i, values.rows());
            const bool diagonal = triangle && i == j;
            if (diagonal)
                multiplyDiagonalBlock(a, rows, values);
            else
                multiplyBlock(a, rows, b, columns, values);
            counter.add((diagonal ? 0.5 : 1.0) * rows.size * columns.size * depth);
        }
    }
}

void requireFinite(const Products& products)
{
    if (!products.normsA.allFinite() || !products.normsB.allFinite())
        throw NumericalError("the features are so large that their squares are not finite numbers");
}

} // namespace

Products innerProducts(const RowsOf& a, const RowsOf& b, const Columns& columns, bool triangle, WorkCounter& counter)
{
    Products products {Eigen::MatrixXd::Zero(a.count(), b.count()), Eigen::ArrayXd::Zero(a.count()),
                       Eigen::ArrayXd::Zero(b.count())};
    for (int begin = 0; begin < columns.count(); begin += kCopiedColumns) {
        const int count = std::min(kCopiedColumns, columns.count() - begin);
        RowMatrix partA(a.count(), count), partB(triangle ? 0 : b.count(), count);
        gatherCentred(a, columns, begin, partA);
        if (!triangle) {
            gatherCentred(b, columns, begin, partB);
            products.normsA += partA.rowwise().squaredNorm().array();
            products.normsB += partB.rowwise().squaredNorm().array();
        }
        addProducts(partA, triangle ? partA : partB, triangle, products.values, counter);
    }
    if (triangle)
        products.normsA = products.normsB = products.values.diagonal();
    requireFinite(products);
    return products;
}

} // namespace mbtr
