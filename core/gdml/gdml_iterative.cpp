#include "core/gdml/gdml_iterative.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/gdml/gdml_preconditioner.h"
#include "core/gdml/gdml_predictor.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr int kMostSteps = 5000;

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
    const GdmlPreconditioner preconditioner(blocks, fit.lambda, ofPreconditioner);
    Operator matrix(fit, descriptor, geometries);
    const bool continues = fit.begin.size() == forces.size();
    VectorXd a = continues ? fit.begin : VectorXd::Zero(forces.size());
    VectorXd residual = continues ? VectorXd(forces - matrix.apply(a, silent)) : forces;
    VectorXd direction;
    double product = 0;
    const double total = forces.norm(), aim = std::log(fit.tolerance);
    const int before = continues ? fit.stepsBefore : 0;
    for (int step = 1; step <= kMostSteps && residual.norm() > fit.tolerance * total; ++step) {
        const VectorXd z = preconditioner.apply(residual);
        const double next = residual.dot(z);
        direction = step == 1 ? z : VectorXd(z + next / product * direction);
        product = next;
        const VectorXd image = matrix.apply(direction, silent);
        const double length = product / direction.dot(image);
        a += length * direction;
        residual -= length * image;
        const double remaining = residual.norm() / total;
        if (!std::isfinite(remaining))
            break;
        if (fit.onStep)
            fit.onStep({before + step, remaining, a});
        ofSteps.report(std::clamp(std::log(remaining) / aim, 0.0, 1.0), "conjugate gradients");
    }
    if (!(residual.norm() <= fit.tolerance * total))
        throw NumericalError("the iterative solver did not reach a remaining part of " + toText(fit.tolerance) + " in "
                             + std::to_string(kMostSteps) + " steps; a larger lambda or tolerance helps");
    return a;
}

} // namespace mbtr
