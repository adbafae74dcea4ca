#pragma once

#include "core/base/progress.h"
#include "core/gdml/gdml_basis.h"
#include "core/gdml/gdml_math.h"
#include "core/gdml/gdml_model.h"

#include <Eigen/Core>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace mbtr {

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
    /// The same for geometries that the model's descriptor has described already.
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

} // namespace mbtr
