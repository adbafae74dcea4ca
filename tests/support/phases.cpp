#include "tests/support/phases.h"

#include "core/chemistry/element.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

namespace mbtr::test {

namespace {

/// Atoms of a formula by atomic number.
std::map<int, int> atomsOf(const std::string& formula)
{
    std::map<int, int> atoms;
    for (std::size_t i = 0; i < formula.size();) {
        std::size_t end = i + 1;
        while (end < formula.size() && std::islower(static_cast<unsigned char>(formula[end])))
            ++end;
        const int element = *atomicNumberOf(formula.substr(i, end - i));
        std::size_t digits = end;
        while (digits < formula.size() && std::isdigit(static_cast<unsigned char>(formula[digits])))
            ++digits;
        atoms[element] += digits > end ? std::stoi(formula.substr(end, digits - end)) : 1;
        i = digits;
    }
    return atoms;
}

double uniform(std::mt19937& engine)
{
    return static_cast<double>(engine()) / 4294967296.0;
}

} // namespace

PhasePoints phasesOf(const std::vector<std::pair<std::string, double>>& formulas)
{
    std::set<int> elements;
    for (const auto& [formula, energy] : formulas)
        for (const auto& [element, count] : atomsOf(formula))
            elements.insert(element);
    PhasePoints points {.elements = {elements.begin(), elements.end()}, .fractions = {}, .energies = {}};
    points.fractions.setZero(static_cast<Eigen::Index>(elements.size()), static_cast<Eigen::Index>(formulas.size()));
    points.energies.resize(points.fractions.cols());
    for (std::size_t i = 0; i < formulas.size(); ++i) {
        const auto column = static_cast<Eigen::Index>(i);
        for (const auto& [element, count] : atomsOf(formulas[i].first))
            points.fractions(std::distance(elements.begin(), elements.find(element)), column) = count;
        points.fractions.col(column) /= points.fractions.col(column).sum();
        points.energies[column] = formulas[i].second;
    }
    return points;
}

PhasePoints randomPhases(int elements, int count, unsigned seed)
{
    std::mt19937 engine(seed);
    PhasePoints points {.elements = {}, .fractions = Eigen::MatrixXd::Zero(elements, count), .energies = {}};
    points.energies.setZero(count);
    for (int e = 0; e < elements; ++e)
        points.elements.push_back(20 + e);
    points.fractions.leftCols(elements).setIdentity();
    for (int i = elements; i < count; ++i) {
        while (points.fractions.col(i).sum() == 0)
            for (int e = 0; e < elements; ++e)
                points.fractions(e, i) = static_cast<double>(engine() % 4);
        points.fractions.col(i) /= points.fractions.col(i).sum();
        const double mixed = 1 - points.fractions.col(i).squaredNorm(); // 0 for an element
        points.energies[i] = mixed * (0.4 * uniform(engine) - 0.3);
    }
    return points;
}

ToyAlloy toyAlloy(int count, unsigned seed)
{
    std::mt19937 engine(seed);
    ToyAlloy alloy {.points = {.elements = {29, 46}, .fractions = Eigen::MatrixXd(2, count), .energies = Eigen::VectorXd(count)},
                    .features = {}};
    alloy.features.resize(count, 4);
    for (int i = 0; i < count; ++i) {
        const int atoms = 2 + static_cast<int>(engine() % 7);
        const double x = i < 2 ? i : (1.0 + static_cast<double>(engine() % static_cast<unsigned>(atoms - 1))) / atoms;
        const double order = i < 2 ? 0 : uniform(engine), other = i < 2 ? 0 : uniform(engine);
        alloy.points.fractions.col(i) << 1 - x, x;
        alloy.features.row(i) << x, order, other, x * order;
        const double unseen = 0.0005 * (uniform(engine) - 0.5);
        alloy.points.energies[i] = i < 2 ? 0 : -0.2 * x * (1 - x) * (order + 0.3 * std::sin(3 * other)) + 0.01 * other + unseen;
    }
    return alloy;
}

} // namespace mbtr::test
