#include "core/gdml/gdml_iterative.h"

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/base/work_counter.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int kMostSteps = 5000;
constexpr Index kMostColumns = 6000;   // of the preconditioner: its factorisation takes seconds
constexpr double kMemoryPart = 0.25;   // of what is available
constexpr double kJitter = 1e-12;      // of the largest diagonal element of K_mm

/// v -> (B B^T + shift I)^-1 v = (v - B (shift I + B^T B)^-1 B^T v)/shift.
class Preconditioner {
public:
    Preconditioner(MatrixXd b, double shift)
        : m_b(std::move(b))
        , m_shift(shift)
    {
        MatrixXd inner = m_b.transpose() * m_b;
        inner.diagonal().array() += shift;
        m_inner.compute(inner);
    }
    VectorXd apply(const VectorXd& v) const
    {
        const VectorXd projected = m_b.transpose() * v;
        return (v - m_b * m_inner.solve(projected)) / m_shift;
    }

private:
    MatrixXd m_b;
    double m_shift;
    Eigen::LLT<MatrixXd> m_inner;
};

/// Evenly spread over the training set.
std::vector<int> inducingGeometries(const GdmlBlocks& blocks)
{
    const Index rows = static_cast<Index>(blocks.geometryCount()) * blocks.blockSize();
    const auto fits = static_cast<Index>(static_cast<double>(availableMemory()) * kMemoryPart / (8.0 * static_cast<double>(rows)));
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

Preconditioner makePreconditioner(const GdmlBlocks& blocks, double lambda, Progress& progress)
{
    const Index size = blocks.blockSize();
    const std::vector<int> chosen = inducingGeometries(blocks);
    MatrixXd columns = columnsOf(blocks, chosen, progress);
    MatrixXd inner(columns.cols(), columns.cols());
    for (std::size_t i = 0; i < chosen.size(); ++i)
        inner.middleRows(static_cast<Index>(i) * size, size) = columns.middleRows(chosen[i] * size, size);
    const double largest = inner.diagonal().maxCoeff();
    inner.diagonal().array() += kJitter * largest + lambda;
    const Eigen::LLT<MatrixXd> factor(inner);
    if (factor.info() != Eigen::Success)
        throw NumericalError("the preconditioner is not positive definite; a larger lambda helps");
    factor.matrixU().solveInPlace<Eigen::OnTheRight>(columns);
    // What the chosen columns leave over of the trace, as if it were spread evenly. K has the same trace per geometry, about.
    const double trace = inner.trace() / static_cast<double>(chosen.size()) * blocks.geometryCount();
    const double rest = std::max(0.0, trace - columns.squaredNorm()) / static_cast<double>(columns.rows());
    return {std::move(columns), lambda + std::max(rest, kJitter * largest)};
}

/// K a of the training geometries.
class Operator {
public:
    Operator(const GdmlFit& fit, const PairDescriptor& descriptor, std::span<const DescribedGeometry> geometries)
        : m_descriptor(descriptor)
        , m_geometries(geometries)
        , m_lambda(fit.lambda)
    {
        m_model.species = fit.geometries.front().species;
        m_model.descriptor = fit.descriptor;
        m_model.permutations = fit.permutations;
        m_model.length = fit.length;
        m_model.described.resize(descriptor.size(), static_cast<Index>(geometries.size()));
        for (std::size_t i = 0; i < geometries.size(); ++i)
            m_model.described.col(static_cast<Index>(i)) = geometries[i].values.reshaped();
        m_model.weights.resizeLike(m_model.described);
    }
    VectorXd apply(const VectorXd& a, Progress& progress)
    {
        const Index size = 3 * m_descriptor.atomCount();
        for (std::size_t i = 0; i < m_geometries.size(); ++i) {
            const auto part = a.segment(static_cast<Index>(i) * size, size).reshaped(3, m_descriptor.atomCount());
            m_model.weights.col(static_cast<Index>(i)) = m_descriptor.pushForward(m_geometries[i], part).reshaped();
        }
        const auto model = std::make_shared<const GdmlModel>(m_model);
        const auto predicted = GdmlPredictor(model).predictDescribed(m_geometries, progress);
        VectorXd result = m_lambda * a;
        for (std::size_t i = 0; i < predicted.size(); ++i)
            result.segment(static_cast<Index>(i) * size, size) += predicted[i].forces.reshaped();
        return result;
    }

private:
    const PairDescriptor& m_descriptor;
    std::span<const DescribedGeometry> m_geometries;
    double m_lambda;
    GdmlModel m_model;
};

/// Passes on the wish to stop, but no fractions.
class Silent : public Progress {
public:
    explicit Silent(const Progress& progress)
        : m_progress(progress)
    {
    }
    bool cancelled() const override { return m_progress.cancelled(); }

private:
    const Progress& m_progress;
};

} // namespace

VectorXd solveIteratively(const GdmlFit& fit, const PairDescriptor& descriptor, std::span<const DescribedGeometry> geometries,
                          const GdmlBlocks& blocks, const VectorXd& forces, Progress& progress)
{
    SubProgress ofPreconditioner(progress, 0, 0.3), ofSteps(progress, 0.3, 1);
    Silent silent(progress);
    const Preconditioner preconditioner = makePreconditioner(blocks, fit.lambda, ofPreconditioner);
    Operator matrix(fit, descriptor, geometries);
    VectorXd a = VectorXd::Zero(forces.size()), residual = forces;
    VectorXd z = preconditioner.apply(residual), direction = z;
    double product = residual.dot(z);
    const double wanted = fit.tolerance * forces.norm(), start = std::log(fit.tolerance);
    for (int step = 1; step <= kMostSteps; ++step) {
        const VectorXd image = matrix.apply(direction, silent);
        const double length = product / direction.dot(image);
        a += length * direction;
        residual -= length * image;
        const double remaining = residual.norm() / forces.norm();
        if (fit.onStep)
            fit.onStep(step, remaining);
        ofSteps.report(std::clamp(std::log(remaining) / start, 0.0, 1.0), "conjugate gradients");
        if (residual.norm() <= wanted)
            return a;
        if (!std::isfinite(remaining))
            break;
        z = preconditioner.apply(residual);
        const double next = residual.dot(z);
        direction = z + next / product * direction;
        product = next;
    }
    throw NumericalError("the iterative solver did not reach a remaining part of " + toText(fit.tolerance) + " in " + std::to_string(kMostSteps)
                         + " steps; a larger lambda or tolerance helps");
}

} // namespace mbtr
