#include "core/gdml/gdml_matrix.h"

#include "core/base/work_counter.h"

#include <algorithm>
#include <cmath>
#include <tbb/blocked_range2d.h>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

const double kSqrt5 = std::sqrt(5.0);

/// block(3i.., 3k..) += f u w^T and so on for the two atoms of either pair.
void addOuterProduct(double* block, Eigen::Index stride, std::array<int, 2> rows, std::array<int, 2> columns, double factor,
                     const double* u, const double* w)
{
    for (int axis = 0; axis < 3; ++axis) {
        const double x = factor * w[axis] * u[0], y = factor * w[axis] * u[1], z = factor * w[axis] * u[2];
        double* plus = block + (3 * columns[0] + axis) * stride;
        double* minus = block + (3 * columns[1] + axis) * stride;
        const int first = 3 * rows[0], second = 3 * rows[1];
        plus[first] += x, plus[first + 1] += y, plus[first + 2] += z;
        plus[second] -= x, plus[second + 1] -= y, plus[second + 2] -= z;
        minus[first] -= x, minus[first + 1] -= y, minus[first + 2] -= z;
        minus[second] += x, minus[second + 1] += y, minus[second + 2] += z;
    }
}

} // namespace

std::vector<int> permutedPairs(const Permutation& permutation)
{
    const int n = static_cast<int>(permutation.size());
    std::vector<int> pairs;
    pairs.reserve(static_cast<std::size_t>(n * (n - 1) / 2));
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < i; ++j)
            pairs.push_back(pairIndex(permutation[i], permutation[j]));
    return pairs;
}

GdmlBlocks::GdmlBlocks(const PairDescriptor& descriptor, std::span<const DescribedGeometry> geometries,
                       const std::vector<Permutation>& permutations, double length)
    : m_geometries(geometries)
    , m_atomCount(descriptor.atomCount())
    , m_length(length)
{
    for (const Permutation& permutation : permutations)
        m_pairs.push_back(permutedPairs(permutation));
    for (int i = 0; i < m_atomCount; ++i)
        for (int j = 0; j < i; ++j)
            m_atoms.push_back({i, j});
}

void GdmlBlocks::evaluate(int i, int j, Eigen::Ref<Eigen::MatrixXd> block) const
{
    block.setZero();
    for (const std::vector<int>& pairs : m_pairs)
        addPermutation(m_geometries[i], m_geometries[j], pairs, block);
}

void GdmlBlocks::addPermutation(const DescribedGeometry& first, const DescribedGeometry& second, const std::vector<int>& pairs,
                                Eigen::Ref<Eigen::MatrixXd> block) const
{
    const Eigen::Index functions = first.values.rows();
    const auto column
        = [functions](const Eigen::MatrixXd& matrix, Eigen::Index pair) { return matrix.data() + pair * functions; };
    double squared = 0;
    for (std::size_t q = 0; q < pairs.size(); ++q) {
        const double *x = column(first.values, static_cast<Eigen::Index>(q)), *y = column(second.values, pairs[q]);
        for (Eigen::Index m = 0; m < functions; ++m)
            squared += (x[m] - y[m]) * (x[m] - y[m]);
    }
    const double scaled = kSqrt5 * std::sqrt(squared) / m_length;
    const double decay = 5 / (3 * m_length * m_length) * std::exp(-scaled);
    const double ofUnit = decay * (1 + scaled), ofDifference = decay * 5 / (m_length * m_length);

    Eigen::VectorXd left = Eigen::VectorXd::Zero(3 * m_atomCount), right = left; // J_i^T D and (P J_j)^T D
    for (std::size_t q = 0; q < pairs.size(); ++q) {
        const auto own = static_cast<Eigen::Index>(q);
        const double *x = column(first.values, own), *y = column(second.values, pairs[q]);
        const double *slopeX = column(first.slopes, own), *slopeY = column(second.slopes, pairs[q]);
        double ofSlopes = 0, ofLeft = 0, ofRight = 0;
        for (Eigen::Index m = 0; m < functions; ++m) {
            ofSlopes += slopeX[m] * slopeY[m];
            ofLeft += slopeX[m] * (x[m] - y[m]);
            ofRight += slopeY[m] * (x[m] - y[m]);
        }
        const auto rows = m_atoms[q], columns = m_atoms[pairs[q]];
        const auto u = first.directions.col(own), w = second.directions.col(pairs[q]);
        addOuterProduct(block.data(), block.outerStride(), rows, columns, ofUnit * ofSlopes, u.data(), w.data());
        left.segment<3>(3 * rows[0]) += ofLeft * u;
        left.segment<3>(3 * rows[1]) -= ofLeft * u;
        right.segment<3>(3 * columns[0]) += ofRight * w;
        right.segment<3>(3 * columns[1]) -= ofRight * w;
    }
    block.noalias() -= ofDifference * left * right.transpose();
}

Eigen::MatrixXd gdmlMatrix(const GdmlBlocks& blocks, Progress& progress)
{
    const int n = blocks.geometryCount(), size = blocks.blockSize();
    Eigen::MatrixXd matrix(static_cast<Eigen::Index>(n) * size, static_cast<Eigen::Index>(n) * size);
    WorkCounter counter(progress, static_cast<double>(n) * (n + 1) / 2, "kernel matrix");
    tbb::parallel_for(tbb::blocked_range2d<int>(0, n, 8, 0, n, 8), [&](const tbb::blocked_range2d<int>& tile) {
        for (int j = tile.cols().begin(); j < tile.cols().end(); ++j) {
            int done = 0;
            for (int i = std::max(j, tile.rows().begin()); i < tile.rows().end(); ++i, ++done)
                blocks.evaluate(
                    i, j, matrix.block(static_cast<Eigen::Index>(i) * size, static_cast<Eigen::Index>(j) * size, size, size));
            counter.add(done);
        }
    });
    return matrix;
}

} // namespace mbtr
