#include "core/gdml/gdml_preconditioner.h"

#include "core/base/memory.h"
#include "core/base/work_counter.h"
#include "core/models/cholesky.h"

#include <algorithm>
#include <cblas.h>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Index kMostColumns = 6000; // their factorisation takes seconds
constexpr double kMemoryPart = 0.25; // of what is available
constexpr double kJitter = 1e-12; // of the largest diagonal element of K_mm
constexpr Index kRowsPerCall = 64; // BLAS cannot be interrupted

std::vector<int> chosenGeometries(const GdmlBlocks& blocks)
{
    const Index rows = static_cast<Index>(blocks.geometryCount()) * blocks.blockSize();
    const auto fits
        = static_cast<Index>(static_cast<double>(availableMemory()) * kMemoryPart / (8.0 * static_cast<double>(rows)));
    const Index columns = std::min({kMostColumns, fits, rows / 2});
    const int count = static_cast<int>(std::clamp<Index>(columns / blocks.blockSize(), 1, blocks.geometryCount()));
    std::vector<int> chosen;
    for (int i = 0; i < count; ++i)
        chosen.push_back(static_cast<int>(static_cast<std::int64_t>(i) * blocks.geometryCount() / count));
    return chosen;
}

MatrixXd columnsOf(const GdmlBlocks& blocks, const std::vector<int>& chosen, Progress& progress)
{
    const Index size = blocks.blockSize();
    MatrixXd columns(blocks.geometryCount() * size, static_cast<Index>(chosen.size()) * size);
    WorkCounter counter(progress, static_cast<double>(chosen.size()), "preconditioner");
    tbb::parallel_for(std::size_t(0), chosen.size(), [&](std::size_t j) {
        for (int i = 0; i < blocks.geometryCount(); ++i)
            blocks.evaluate(i, chosen[j], columns.block(i * size, static_cast<Index>(j) * size, size, size));
        counter.add(1);
    });
    return columns;
}

/// columns <- columns L^-T
void divide(MatrixXd& columns, const MatrixXd& factor, Progress& progress)
{
    WorkCounter counter(progress, static_cast<double>(columns.rows()), "preconditioner");
    for (Index row = 0; row < columns.rows(); row += kRowsPerCall) {
        const Index rows = std::min(kRowsPerCall, columns.rows() - row);
        cblas_dtrsm(CblasColMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, static_cast<int>(rows),
                    static_cast<int>(columns.cols()), 1, factor.data(), static_cast<int>(factor.rows()), &columns(row, 0),
                    static_cast<int>(columns.rows()));
        counter.add(static_cast<double>(rows));
    }
}

/// Lower triangle of B^T B.
MatrixXd productWithTranspose(const MatrixXd& b, Progress& progress)
{
    MatrixXd product = MatrixXd::Zero(b.cols(), b.cols());
    WorkCounter counter(progress, static_cast<double>(b.rows()), "preconditioner");
    for (Index row = 0; row < b.rows(); row += kRowsPerCall) {
        const Index rows = std::min(kRowsPerCall, b.rows() - row);
        cblas_dsyrk(CblasColMajor, CblasLower, CblasTrans, static_cast<int>(b.cols()), static_cast<int>(rows), 1, b.data() + row,
                    static_cast<int>(b.rows()), 1, product.data(), static_cast<int>(product.rows()));
        counter.add(static_cast<double>(rows));
    }
    return product;
}

} // namespace

GdmlPreconditioner::GdmlPreconditioner(const GdmlBlocks& blocks, double lambda, Progress& progress)
{
    SubProgress ofColumns(progress, 0, 0.3), ofFirst(progress, 0.3, 0.4), ofDivision(progress, 0.4, 0.7),
        ofSquare(progress, 0.7, 0.9), ofSecond(progress, 0.9, 1);
    const Index size = blocks.blockSize();
    const std::vector<int> chosen = chosenGeometries(blocks);
    m_b = columnsOf(blocks, chosen, ofColumns);
    MatrixXd inner(m_b.cols(), m_b.cols());
    for (std::size_t i = 0; i < chosen.size(); ++i)
        inner.middleRows(static_cast<Index>(i) * size, size) = m_b.middleRows(chosen[i] * size, size);
    // K has the same trace per geometry, about.
    const double trace = inner.trace() / static_cast<double>(chosen.size()) * blocks.geometryCount(),
                 largest = inner.diagonal().maxCoeff();
    inner.diagonal().array() += kJitter * largest + lambda;
    factorizeCholesky(inner, ofFirst);
    divide(m_b, inner, ofDivision);
    const double rest = std::max(0.0, trace - m_b.squaredNorm()) / static_cast<double>(m_b.rows());
    m_shift = lambda + std::max(rest, kJitter * largest);
    m_factor = productWithTranspose(m_b, ofSquare);
    m_factor.diagonal().array() += m_shift;
    factorizeCholesky(m_factor, ofSecond);
}

VectorXd GdmlPreconditioner::apply(const VectorXd& v) const
{
    MatrixXd projected = m_b.transpose() * v;
    solveCholesky(m_factor, projected);
    return (v - m_b * projected.col(0)) / m_shift;
}

} // namespace mbtr
