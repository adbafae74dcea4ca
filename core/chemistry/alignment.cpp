#include "core/chemistry/alignment.h"

#include "core/base/assignment.h"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <Eigen/SVD>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace mbtr {

namespace {

using Pairs = std::vector<std::pair<int, int>>;

constexpr int kMostMatched = 400; // atoms: the assignment is cubic
constexpr int kMostRounds = 30;

std::map<int, std::vector<int>> byElement(const Structure& structure)
{
    std::map<int, std::vector<int>> atoms;
    for (int i = 0; i < structure.atomCount(); ++i)
        atoms[structure.species[i]].push_back(i);
    return atoms;
}

/// Atoms that have no partner are matched with nothing, at no cost.
void matchElement(const std::vector<int>& ofA, const std::vector<int>& ofB, const Eigen::Matrix3Xd& a, const Eigen::Matrix3Xd& b,
                  Pairs& pairs)
{
    const auto size = static_cast<Eigen::Index>(std::max(ofA.size(), ofB.size()));
    Eigen::MatrixXd cost = Eigen::MatrixXd::Zero(size, size);
    for (std::size_t i = 0; i < ofA.size(); ++i)
        for (std::size_t j = 0; j < ofB.size(); ++j)
            cost(Eigen::Index(i), Eigen::Index(j)) = (a.col(ofA[i]) - b.col(ofB[j])).squaredNorm();
    const std::vector<int> partner = cheapestAssignment(cost);
    for (std::size_t i = 0; i < ofA.size(); ++i)
        if (const auto j = static_cast<std::size_t>(partner[i]); j < ofB.size())
            pairs.emplace_back(ofA[i], ofB[j]);
}

Pairs match(const Structure& a, const Structure& b, const Eigen::Matrix3Xd& placed)
{
    const auto ofA = byElement(a), ofB = byElement(b);
    Pairs pairs;
    for (const auto& [element, atoms] : ofA)
        if (const auto found = ofB.find(element); found != ofB.end())
            matchElement(atoms, found->second, a.positions, placed, pairs);
    return pairs;
}

Pairs inOrder(const Structure& a, const Structure& b)
{
    const auto ofA = byElement(a), ofB = byElement(b);
    Pairs pairs;
    for (const auto& [element, atoms] : ofA)
        if (const auto found = ofB.find(element); found != ofB.end())
            for (std::size_t i = 0; i < std::min(atoms.size(), found->second.size()); ++i)
                pairs.emplace_back(atoms[i], found->second[i]);
    return pairs;
}

/// Matching and rotating in turns, each of which can only lower the sum, until nothing changes.
Alignment refineAlignment(const Structure& a, const Structure& b, Alignment alignment, Progress& progress)
{
    for (int round = 0; round < kMostRounds; ++round) {
        progress.throwIfCancelled();
        Pairs pairs = match(a, b, (alignment.rotation * b.positions).colwise() + alignment.shift);
        if (pairs == alignment.pairs)
            break;
        alignment = superpose(a, b, std::move(pairs));
    }
    return alignment;
}

Eigen::Matrix3d principalAxes(const Structure& structure)
{
    const Eigen::Matrix3Xd centred = structure.positions.colwise() - structure.positions.rowwise().mean();
    const Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> solver(centred * centred.transpose());
    return solver.eigenvectors();
}

/// The 24 turns that carry three axes onto three axes.
std::vector<Eigen::Matrix3d> turnsOfACube()
{
    std::vector<Eigen::Matrix3d> turns;
    std::array<int, 3> order {0, 1, 2};
    do
        for (int signs = 0; signs < 8; ++signs) {
            Eigen::Matrix3d turn = Eigen::Matrix3d::Zero();
            for (int i = 0; i < 3; ++i)
                turn(i, order[i]) = signs >> i & 1 ? -1 : 1;
            turns.push_back(turn);
        }
    while (std::next_permutation(order.begin(), order.end()));
    return turns;
}

/// Proper rotations between the principal axes.
std::vector<Alignment> starts(const Structure& a, const Structure& b)
{
    const Eigen::Vector3d middleA = a.positions.rowwise().mean(), middleB = b.positions.rowwise().mean();
    const Eigen::Matrix3d axesA = principalAxes(a), axesB = principalAxes(b);
    std::vector<Alignment> starts;
    for (const Eigen::Matrix3d& turn : turnsOfACube())
        if (const Eigen::Matrix3d rotation = axesA * turn * axesB.transpose(); rotation.determinant() > 0)
            starts.push_back({.rotation = rotation, .shift = middleA - rotation * middleB});
    return starts;
}

} // namespace

Alignment superpose(const Structure& a, const Structure& b, Pairs pairs)
{
    Alignment alignment {.pairs = std::move(pairs)};
    if (alignment.pairs.empty())
        return alignment;
    const auto count = static_cast<Eigen::Index>(alignment.pairs.size());
    Eigen::Matrix3Xd x(3, count), y(3, count);
    for (Eigen::Index i = 0; i < count; ++i) {
        x.col(i) = a.positions.col(alignment.pairs[i].first);
        y.col(i) = b.positions.col(alignment.pairs[i].second);
    }
    const Eigen::Vector3d middleX = x.rowwise().mean(), middleY = y.rowwise().mean();
    x.colwise() -= middleX;
    y.colwise() -= middleY;
    const Eigen::JacobiSVD<Eigen::Matrix3d> svd(Eigen::Matrix3d(x * y.transpose()), Eigen::ComputeFullU | Eigen::ComputeFullV);
    const double hand = (svd.matrixU() * svd.matrixV().transpose()).determinant() < 0 ? -1 : 1;
    alignment.rotation = svd.matrixU() * Eigen::Vector3d(1, 1, hand).asDiagonal() * svd.matrixV().transpose();
    alignment.shift = middleX - alignment.rotation * middleY;
    alignment.rmsd = std::sqrt((x - alignment.rotation * y).squaredNorm() / static_cast<double>(count));
    return alignment;
}

Alignment align(const Structure& a, const Structure& b, Progress& progress)
{
    Alignment best = superpose(a, b, inOrder(a, b));
    if (best.pairs.empty() || std::max(a.atomCount(), b.atomCount()) > kMostMatched)
        return best;
    best = refineAlignment(a, b, best, progress);
    for (const Alignment& start : starts(a, b)) {
        const Alignment end = refineAlignment(a, b, start, progress);
        if (end.rmsd < best.rmsd)
            best = end;
    }
    return best;
}

Structure applyAlignment(const Structure& b, const Alignment& alignment)
{
    Structure moved = b;
    moved.positions = (alignment.rotation * b.positions).colwise() + alignment.shift;
    moved.cell.reset();
    return moved;
}

} // namespace mbtr
