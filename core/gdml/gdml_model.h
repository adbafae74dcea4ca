#pragma once

#include "core/base/progress.h"
#include "core/gdml/gdml_basis.h"
#include "core/gdml/gdml_math.h"
#include "core/gdml/pair_descriptor.h"
#include "core/gdml/permutations.h"

#include <Eigen/Core>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mbtr {

/// Symmetric gradient-domain machine learning: Chmiela et al., Nat. Commun. 9, 3887 (2018); FORMULAS section 4.
struct GdmlModel {
    std::vector<int> species; ///< atomic numbers, in the order of the atoms of every geometry
    GdmlDescriptorSettings descriptor;
    std::vector<Permutation> permutations; ///< the identity first
    double length = 10; ///< s, unit of the descriptor
    double lambda = 1e-10; ///< added to the diagonal of K as it is
    double scale = 1; ///< standard deviation of all components of the training forces
    double offset = 0; ///< c: mean of E_ref - E_pred over the training set, unit of the energy
    Eigen::MatrixXd described; ///< x_j, a column a training geometry
    Eigen::MatrixXd weights; ///< J_j a_j, the same shape
    double largestTrainingGap = 0; ///< largest distance of a training geometry to the nearest other, unit of the descriptor
};

struct EnergyAndForces {
    double energy = 0;
    Eigen::Matrix3Xd forces; ///< 3 x n_atoms
    double farFromTraining = 0; ///< distance to the nearest training geometry (or a permutation of it), unit of the descriptor
};

/// Evaluates a model. Thread-safe.
class GdmlPredictor {
public:
    explicit GdmlPredictor(std::shared_ptr<const GdmlModel> model);

    const GdmlModel& model() const { return *m_model; }
    /// Throws SettingsError where the atoms are not those of the model in its order.
    EnergyAndForces predict(const Structure& structure) const;
    std::vector<EnergyAndForces> predict(std::span<const Structure> structures, Progress& progress) const;
    /// Of geometries that the model's descriptor has described.
    std::vector<EnergyAndForces> predictDescribed(std::span<const DescribedGeometry> geometries, Progress& progress) const;

private:
    struct Asked;
    void forEachBatch(std::size_t count, const std::function<void(std::size_t begin, std::size_t count)>& evaluate) const;
    void predictBatch(std::span<const DescribedGeometry> geometries, EnergyAndForces* results) const;
    void ask(const DescribedGeometry& geometry, const std::vector<int>& pairs, int column, Asked& asked) const;
    void addTo(Eigen::MatrixXd& total, const std::vector<int>& pairs, int column, const Asked& asked) const;
    void requireAtoms(const Structure& structure) const;

    std::shared_ptr<const GdmlModel> m_model;
    PairDescriptor m_descriptor;
    std::vector<std::vector<int>> m_pairs; ///< of each permutation
    Eigen::VectorXd m_centre; ///< taken off all descriptors, so that <x - x_j, v_j> keeps its digits
    GdmlBasis m_basis;
    GdmlTable m_table; ///< in coordinates of the basis
};

/// Bytes of the analytic solution for this many geometries of so many atoms.
std::int64_t gdmlBytes(std::int64_t geometries, std::int64_t atoms);

/// How the weights are found: Cholesky's method needs gdmlBytes of memory; conjugate gradients never store the matrix.
enum class GdmlSolver { WhatFits, Cholesky, Iterative };
std::span<const std::string_view> gdmlSolverNames(); ///< "auto", "cholesky", "iterative"

/// Where the iterative solver is.
struct GdmlStep {
    int step = 0; ///< from 1
    double residual = 0; ///< |K a - f|/|f|
    const Eigen::VectorXd& weights; ///< a, in units of the solver
};

/// Geometries with forces (3 x n_atoms each) and energies of the same atoms;
/// energies may be empty: the offset is 0 then. Throws SettingsError, NumericalError, Cancelled.
struct GdmlFit {
    std::span<const Structure> geometries;
    std::span<const Eigen::Matrix3Xd> forces;
    std::span<const double> energies;
    GdmlDescriptorSettings descriptor;
    std::vector<Permutation> permutations;
    double length = 10;
    double lambda = 1e-10;
    GdmlSolver solver = GdmlSolver::WhatFits;
    double tolerance = 1e-4; ///< of the iterative solver: remaining part of the forces, |K a - f|/|f|
    std::function<void(const GdmlStep&)> onStep {}; ///< told by the iterative solver, from the thread that fits
    Eigen::VectorXd begin {}; ///< weights that an unfinished iterative solution had come to; empty: begins with 0
    int stepsBefore = 0; ///< of that solution
};
GdmlModel fitGdml(const GdmlFit& fit, Progress& progress);

} // namespace mbtr
