#include "tests/support/structures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace mbtr::test {

namespace {

Structure made(std::string name, std::vector<int> species, const std::vector<Eigen::Vector3d>& positions)
{
    Structure structure;
    structure.name = std::move(name);
    structure.species = std::move(species);
    structure.positions.resize(3, Eigen::Index(positions.size()));
    for (std::size_t i = 0; i < positions.size(); ++i)
        structure.positions.col(Eigen::Index(i)) = positions[i];
    return structure;
}

Structure cubic(std::string name, double a, std::vector<int> species, const std::vector<Eigen::Vector3d>& fractions)
{
    Structure structure = made(std::move(name), std::move(species), fractions);
    structure.positions *= a;
    structure.cell = cellFromParameters({a, a, a}, {90, 90, 90});
    return structure;
}

} // namespace

Structure water()
{
    return made("water", {8, 1, 1}, {{0, 0, 0}, {0.757, 0.587, 0}, {-0.757, 0.587, 0}});
}

Structure ethanol()
{
    // Standard lengths and angles: C-C 1.51, C-O 1.43, C-H 1.09 or 1.10, O-H 0.97.
    return made("ethanol", {6, 6, 8, 1, 1, 1, 1, 1, 1},
                {{1.168, -0.400, 0},
                 {0, 0.560, 0},
                 {-1.190, -0.228, 0},
                 {-1.947, 0.382, 0},
                 {0.043, 1.208, 0.887},
                 {0.043, 1.208, -0.887},
                 {2.116, 0.145, 0},
                 {1.129, -1.037, 0.886},
                 {1.129, -1.037, -0.886}});
}

Structure rockSalt()
{
    return cubic("rock salt", 5.64, {11, 11, 11, 11, 17, 17, 17, 17},
                 {{0, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}, {.5, 0, 0}, {0, .5, 0}, {0, 0, .5}, {.5, .5, .5}});
}

Structure diamond()
{
    return cubic(
        "diamond", 3.567, {6, 6, 6, 6, 6, 6, 6, 6},
        {{0, 0, 0}, {0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}, {.25, .25, .25}, {.25, .75, .75}, {.75, .25, .75}, {.75, .75, .25}});
}

Structure perovskite()
{
    return cubic("strontium titanate", 3.905, {38, 22, 8, 8, 8},
                 {{0, 0, 0}, {.5, .5, .5}, {.5, .5, 0}, {.5, 0, .5}, {0, .5, .5}});
}

Structure unevenMolecule()
{
    Structure structure;
    structure.name = "made up";
    structure.species = {6, 8, 1, 1, 7, 1};
    structure.positions.resize(3, 6);
    structure.positions << 0, 1.2, -0.6, -0.5, 2.1, 2.9, //
        0, 0.1, 0.9, -0.95, 0.9, 1.3, //
        0, -0.3, 0.1, 0.2, 0.4, -0.5;
    return structure;
}

Structure triclinicCrystal()
{
    Structure structure;
    structure.name = "made up";
    structure.species = {11, 17};
    structure.cell = Cell {.vectors = (Eigen::Matrix3d() << 4.1, 0.2, -0.3, 0.9, 4.6, 0.4, -0.6, 1.1, 3.9).finished()};
    structure.positions.resize(3, 2);
    structure.positions << 0.2, 2.1, 0.4, 2.6, 0.1, 1.8;
    return structure;
}

Structure droplet(int atomCount)
{
    constexpr std::array<int, 8> kElements {6, 1, 1, 6, 8, 1, 7, 1};
    const int half = static_cast<int>(std::cbrt(atomCount)) + 1;
    std::vector<Eigen::Vector3d> sites;
    for (int x = -half; x <= half; ++x)
        for (int y = -half; y <= half; ++y)
            for (int z = -half; z <= half; ++z)
                sites.emplace_back(x, y, z);
    std::stable_sort(sites.begin(), sites.end(), [](const auto& a, const auto& b) { return a.squaredNorm() < b.squaredNorm(); });
    std::mt19937 draw(3);
    const auto offset = [&] { return 0.2 * (static_cast<double>(draw()) / 4294967296.0 - 0.5); };
    Structure structure;
    structure.name = "droplet";
    structure.positions.resize(3, atomCount);
    for (int i = 0; i < atomCount; ++i) {
        const Eigen::Vector3d shift(offset(), offset(), offset());
        structure.positions.col(i) = 1.5 * (sites[i] + shift);
        structure.species.push_back(kElements[static_cast<std::size_t>(i) % kElements.size()]);
    }
    return structure;
}

} // namespace mbtr::test
