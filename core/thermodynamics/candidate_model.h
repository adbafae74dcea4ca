#pragma once

#include "core/base/progress.h"
#include "core/features/feature_matrix.h"
#include "core/thermodynamics/gaussian_process.h"

#include <Eigen/Core>
#include <optional>
#include <vector>

namespace mbtr {

/// Squared distances between rows of features, computed for the pairs that are asked for. Those of up to 3000 points, and those
/// from points that are to be kept, are computed once.
class FeatureDistances {
public:
    /// features: n_points x n_features; columns that are the same everywhere are left out.
    explicit FeatureDistances(const RowMatrix& features);

    Eigen::Index count() const { return m_columns.cols(); }
    /// Distances from these points to all others will be asked for again and again.
    void keep(const std::vector<int>& points);
    /// rows.size() x columns.size().
    Eigen::MatrixXd squared(const std::vector<int>& rows, const std::vector<int>& columns) const;
    /// The median distance of different points, over evenly picked ones where there are many.
    double median() const;

private:
    Eigen::MatrixXd m_columns; ///< n_features x n_points, centred
    Eigen::VectorXd m_norms; ///< squared
    std::vector<Eigen::VectorXd> m_kept; ///< one a point: to all points; empty where it is not kept
};

/// What the known energies say of the unknown ones.
struct Belief {
    std::vector<int> candidates; ///< points without an energy, ascending
    Eigen::VectorXd mean, spread; ///< one a candidate: energy of formation per atom and its standard deviation, nugget included
    std::optional<GaussianProcess> process; ///< nothing where too little is known: then mean is 0 and spread 1 everywhere
};

/// Conditions on energies that are only pretended: variances shrink, means stay ("kriging believer", Ginsbourger et al. 2010).
class PretendedEnergies {
public:
    PretendedEnergies(const Belief& belief, const FeatureDistances& distances, const std::vector<int>& known);
    /// Takes the candidate at this place of the belief's list for known.
    void pretend(Eigen::Index place);
    /// Standard deviations as they are now, one a candidate, nugget included.
    const Eigen::VectorXd& spread() const { return m_spread; }

private:
    const Belief& m_belief;
    const FeatureDistances& m_distances;
    std::vector<int> m_known;
    Eigen::VectorXd m_variance, m_spread;
    std::vector<Eigen::VectorXd> m_taken; ///< covariances with the points taken, each over the root of their variance
};

/// Energies drawn from the joint posterior of some candidates.
/// places: of the belief's candidates; widen: standard deviations are multiplied by it. Returns places.size() x samples.
/// Throws Cancelled.
Eigen::MatrixXd drawEnergies(const Belief& belief, const FeatureDistances& distances, const std::vector<int>& known,
                             const std::vector<int>& places, double widen, int samples, std::uint64_t seed, Progress& progress);

} // namespace mbtr
