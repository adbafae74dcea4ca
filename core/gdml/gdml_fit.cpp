#include "core/gdml/gdml_fit.h"

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/gdml/gdml_iterative.h"
#include "core/gdml/gdml_matrix.h"
#include "core/gdml/gdml_predictor.h"
#include "core/models/cholesky.h"

#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace mbtr {

namespace {

using Eigen::Index;

constexpr std::array<std::string_view, 3> kSolverNames {"auto", "cholesky", "iterative"};

void requirePositive(const char* field, double value, bool zeroToo)
{
    if (!std::isfinite(value) || value < 0 || (value == 0 && !zeroToo))
        throw SettingsError(
            field, std::string("must be a number ") + (zeroToo ? "not less than 0" : "larger than 0") + ", is " + toText(value));
}

/// All components one below the other, geometry by geometry.
Eigen::VectorXd stackForces(std::span<const Eigen::Matrix3Xd> forces)
{
    const Index size = forces.front().size();
    Eigen::VectorXd all(size * static_cast<Index>(forces.size()));
    for (std::size_t i = 0; i < forces.size(); ++i)
        all.segment(static_cast<Index>(i) * size, size) = forces[i].reshaped();
    return all;
}

double standardDeviation(const Eigen::VectorXd& values)
{
    return std::sqrt((values.array() - values.mean()).square().mean());
}

bool isIterative(const GdmlFit& fit)
{
    if (fit.solver != GdmlSolver::WhatFits)
        return fit.solver == GdmlSolver::Iterative;
    const auto bytes = gdmlBytes(static_cast<std::int64_t>(fit.geometries.size()), fit.geometries.front().atomCount());
    return bytes > availableMemory() / 10 * 9;
}

Eigen::VectorXd solveDirectly(const GdmlBlocks& blocks, double lambda, const Eigen::VectorXd& forces, Progress& progress)
{
    requireMemory(gdmlBytes(blocks.geometryCount(), blocks.blockSize() / 3), "train",
                  "the kernel matrix of " + std::to_string(blocks.geometryCount()) + " geometries");
    SubProgress ofMatrix(progress, 0, 0.4), ofSolve(progress, 0.4, 1);
    Eigen::MatrixXd matrix = gdmlMatrix(blocks, ofMatrix);
    matrix.diagonal().array() += lambda;
    factorizeCholesky(matrix, ofSolve);
    Eigen::MatrixXd a = forces;
    solveCholesky(matrix, a);
    return a;
}

void describeTraining(const PairDescriptor& descriptor, const std::vector<DescribedGeometry>& geometries,
                      const Eigen::VectorXd& a, GdmlModel& model)
{
    const Index size = 3 * descriptor.atomCount();
    model.described.resize(descriptor.size(), static_cast<Index>(geometries.size()));
    model.weights.resizeLike(model.described);
    for (std::size_t i = 0; i < geometries.size(); ++i) {
        const auto column = static_cast<Index>(i);
        model.described.col(column) = geometries[i].values.reshaped();
        model.weights.col(column)
            = descriptor.pushForward(geometries[i], a.segment(column * size, size).reshaped(3, descriptor.atomCount()))
                  .reshaped();
    }
}

/// See GdmlModel::largestTrainingGap; a geometry's own permutations count as itself.
double findLargestGap(const GdmlModel& model, int functions)
{
    const Eigen::MatrixXd known = model.described.colwise() - model.described.rowwise().mean();
    const Eigen::VectorXd norms = known.colwise().squaredNorm();
    Eigen::VectorXd nearest = Eigen::VectorXd::Constant(known.cols(), std::numeric_limits<double>::infinity());
    for (const Permutation& permutation : model.permutations) {
        const std::vector<int> pairs = permutedPairs(permutation);
        Eigen::MatrixXd other(known.rows(), known.cols());
        for (std::size_t q = 0; q < pairs.size(); ++q)
            other.middleRows(static_cast<Index>(q) * functions, functions) = known.middleRows(pairs[q] * functions, functions);
        Eigen::MatrixXd squared = -2 * (known.transpose() * other);
        squared.colwise() += norms;
        squared.rowwise() += other.colwise().squaredNorm();
        squared.diagonal().setConstant(std::numeric_limits<double>::infinity());
        nearest = nearest.cwiseMin(squared.rowwise().minCoeff());
    }
    return known.cols() < 2 ? 0 : std::sqrt(std::max(0.0, nearest.maxCoeff()));
}

double meanDifference(std::span<const double> energies, const std::vector<EnergyAndForces>& predicted)
{
    double sum = 0;
    for (std::size_t i = 0; i < energies.size(); ++i)
        sum += energies[i] - predicted[i].energy;
    return sum / static_cast<double>(energies.size());
}

} // namespace

std::span<const std::string_view> gdmlSolverNames()
{
    return kSolverNames;
}

std::int64_t gdmlBytes(std::int64_t geometries, std::int64_t atoms)
{
    const std::int64_t size = 3 * atoms * geometries;
    return 8 * size * size;
}

GdmlModel fitGdml(const GdmlFit& fit, Progress& progress)
{
    assert(fit.geometries.size() == fit.forces.size());
    requirePositive("length", fit.length, false);
    requirePositive("lambda", fit.lambda, true);
    if (fit.geometries.empty())
        throw SettingsError("train", "must be at least 1, is 0");
    const int atomCount = fit.geometries.front().atomCount();
    GdmlModel model {fit.geometries.front().species, fit.descriptor, fit.permutations, fit.length, fit.lambda};
    const PairDescriptor descriptor(fit.descriptor, atomCount);
    std::vector<DescribedGeometry> geometries;
    for (const Structure& structure : fit.geometries)
        geometries.push_back(descriptor.describe(structure));

    SubProgress ofSolve(progress, 0, 0.98), ofEnergies(progress, 0.98, 1);
    Eigen::VectorXd forces = stackForces(fit.forces);
    model.scale = standardDeviation(forces);
    if (!(model.scale > 0))
        throw NumericalError("all training forces are the same: there is nothing to learn");
    forces /= model.scale;
    const GdmlBlocks blocks(descriptor, geometries, fit.permutations, fit.length);
    const bool iterative = isIterative(fit);
    const Eigen::VectorXd a = iterative ? solveIteratively(fit, descriptor, geometries, blocks, forces, ofSolve)
                                        : solveDirectly(blocks, fit.lambda, forces, ofSolve);
    if (!a.allFinite())
        throw NumericalError("the weights of the model are not finite numbers; a larger lambda helps");

    describeTraining(descriptor, geometries, a, model);
    model.largestTrainingGap = findLargestGap(model, descriptor.functionCount());
    if (!fit.energies.empty()) {
        const GdmlPredictor predictor(std::make_shared<const GdmlModel>(model));
        model.offset = meanDifference(fit.energies, predictor.predict(fit.geometries, ofEnergies));
    }
    progress.report(1, "done");
    return model;
}

} // namespace mbtr
