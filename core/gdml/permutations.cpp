#include "core/gdml/permutations.h"

#include "core/base/assignment.h"
#include "core/base/work_counter.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cassert>
#include <deque>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

using Eigen::MatrixXd;

constexpr std::size_t kMostPairsPermuted = 200'000, kFewestAllowed = 24;
constexpr double kNotWorse = 1 - 1e-8; // a permutation has to bring the matrices closer by more than rounding

/// How well two geometries fit, after the permutation (empty = identity) of the first.
struct Fit {
    double distance = 0; ///< Frobenius norm, angstrom
    Permutation permutation;
};

/// Absolute values of the eigenvectors, a row an atom; largest eigenvalue first.
MatrixXd absoluteEigenvectors(const MatrixXd& distances)
{
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(distances);
    return solver.eigenvectors().rowwise().reverse().cwiseAbs();
}

MatrixXd permuteMatrix(const MatrixXd& matrix, const Permutation& p)
{
    return matrix(p, p);
}

/// The assignment of the atoms of geometry a to the places of geometry b whose eigenvectors are most alike. a, b: absolute values
/// of the eigenvectors, one row for each atom. Unlike elements cost more than all else together, so that they are never
/// exchanged.
Permutation matchAtoms(std::span<const int> species, const MatrixXd& a, const MatrixXd& b)
{
    MatrixXd cost = -b * a.transpose(); // row: place in b, column: atom of a
    for (Eigen::Index i = 0; i < cost.rows(); ++i)
        for (Eigen::Index j = 0; j < cost.cols(); ++j)
            if (species[i] != species[j])
                cost(i, j) = 2.0 * static_cast<double>(cost.rows());
    return cheapestAssignment(cost);
}

Fit fitOf(std::span<const int> species, const std::vector<MatrixXd>& distances, const std::vector<MatrixXd>& vectors,
          std::size_t i, std::size_t j)
{
    Permutation permutation = matchAtoms(species, vectors[i], vectors[j]);
    const double before = (distances[i] - distances[j]).norm();
    const double after = (permuteMatrix(distances[i], permutation) - distances[j]).norm();
    if (after < before * kNotWorse)
        return {after, std::move(permutation)};
    return {before, {}};
}

/// What matching the atoms of two geometries gives, for every pair of geometries i < j.
class Fits {
public:
    explicit Fits(std::size_t count)
        : m_fits(count * (count - 1) / 2)
    {
    }
    Fit& at(std::size_t i, std::size_t j) { return m_fits[indexOf(std::min(i, j), std::max(i, j))]; }

private:
    static std::size_t indexOf(std::size_t i, std::size_t j) { return j * (j - 1) / 2 + i; }
    std::vector<Fit> m_fits;
};

Fits fitAll(std::span<const int> species, const std::vector<MatrixXd>& distances, Progress& progress)
{
    const std::size_t count = distances.size();
    std::vector<MatrixXd> vectors(count);
    tbb::parallel_for(std::size_t(0), count, [&](std::size_t i) { vectors[i] = absoluteEigenvectors(distances[i]); });
    Fits fits(count);
    WorkCounter counter(progress, static_cast<double>(count) * static_cast<double>(count - 1) / 2, "permutations");
    tbb::parallel_for(std::size_t(1), count, [&](std::size_t j) {
        for (std::size_t i = 0; i < j; ++i) {
            fits.at(i, j) = fitOf(species, distances, vectors, i, j);
            if (i % 64 == 63 || i + 1 == j)
                counter.add(static_cast<double>(i % 64 + 1));
        }
    });
    return fits;
}

/// Permutations on the edges of the minimum spanning tree (Prim), with the number of edges they are on.
std::map<Permutation, int> alongSpanningTree(Fits& fits, std::size_t count)
{
    std::vector<double> nearest(count, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> parent(count, 0);
    std::vector<char> inTree(count, 0);
    std::map<Permutation, int> found;
    std::size_t added = 0;
    for (std::size_t step = 1; step < count; ++step) {
        inTree[added] = 1;
        for (std::size_t j = 0; j < count; ++j)
            if (!inTree[j] && fits.at(added, j).distance < nearest[j]) {
                nearest[j] = fits.at(added, j).distance;
                parent[j] = added;
            }
        added = count;
        for (std::size_t j = 0; j < count; ++j)
            if (!inTree[j] && (added == count || nearest[j] < nearest[added]))
                added = j;
        if (const Permutation& permutation = fits.at(parent[added], added).permutation; !permutation.empty())
            ++found[permutation];
    }
    return found;
}

} // namespace

Permutation identityPermutation(int size)
{
    Permutation identity(static_cast<std::size_t>(size));
    std::iota(identity.begin(), identity.end(), 0);
    return identity;
}

Permutation composePermutations(const Permutation& outer, const Permutation& inner)
{
    Permutation result(outer.size());
    for (std::size_t i = 0; i < outer.size(); ++i)
        result[i] = inner[outer[i]];
    return result;
}

std::vector<Permutation> closedGroup(const std::vector<Permutation>& generators, int atomCount, std::size_t most)
{
    std::set<Permutation> members {identityPermutation(atomCount)};
    std::deque<Permutation> open(members.begin(), members.end());
    for (; !open.empty(); open.pop_front())
        for (const Permutation& generator : generators)
            if (const auto [member, isNew] = members.insert(composePermutations(open.front(), generator)); isNew) {
                if (members.size() > most)
                    return {};
                open.push_back(*member);
            }
    return {members.begin(), members.end()};
}

std::size_t mostPermutations(int atomCount)
{
    const auto atoms = static_cast<std::size_t>(std::max(2, atomCount));
    return std::clamp<std::size_t>(kMostPairsPermuted / (atoms * (atoms - 1) / 2), kFewestAllowed, kMostPermutations);
}

std::vector<Permutation> findPermutations(std::span<const int> species, const std::vector<MatrixXd>& distances,
                                          Progress& progress)
{
    const int atomCount = static_cast<int>(species.size());
    if (distances.size() < 2)
        return {identityPermutation(atomCount)};
    Fits fits = fitAll(species, distances, progress);
    const std::map<Permutation, int> found = alongSpanningTree(fits, distances.size());

    std::vector<std::pair<int, Permutation>> byFrequency;
    for (const auto& [permutation, count] : found)
        byFrequency.emplace_back(-count, permutation);
    std::sort(byFrequency.begin(), byFrequency.end());
    std::vector<Permutation> generators, group {identityPermutation(atomCount)};
    for (const auto& [count, permutation] : byFrequency) {
        generators.push_back(permutation);
        auto larger = closedGroup(generators, atomCount, mostPermutations(atomCount));
        if (larger.empty())
            generators.pop_back();
        else
            group = std::move(larger);
    }
    return group;
}

} // namespace mbtr
