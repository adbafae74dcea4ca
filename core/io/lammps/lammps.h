#pragma once

#include "core/chemistry/cell.h"
#include "core/io/atom_types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

// What LAMMPS data files and dumps have in common. https://docs.lammps.org/read_data.html, https://docs.lammps.org/dump.html

/// A style of the `units` command. https://docs.lammps.org/units.html
struct LammpsUnits {
    std::string_view style;
    double length; ///< angstrom in one; 1 for lj
    const char* energy;
    const char* force;
    const char* velocity;
    const char* charge;
};

/// nullptr where there is no such style.
const LammpsUnits* lammpsUnits(std::string_view style);

/// A box: where its corner lies and its vectors, as written.
struct LammpsBox {
    Eigen::Vector3d origin = Eigen::Vector3d::Zero();
    Eigen::Matrix3d vectors = Eigen::Matrix3d::Zero(); ///< rows
};

/// tilt: xy, xz, yz.
LammpsBox lammpsBox(const Eigen::Vector3d& low, const Eigen::Vector3d& high, const Eigen::Vector3d& tilt);

/// Rows of `components` values each, by `order`; as they are where that is empty.
template <typename T>
std::vector<T> reordered(const std::vector<T>& values, const std::vector<std::size_t>& order, int componentCount)
{
    if (order.empty())
        return values;
    const auto components = static_cast<std::size_t>(componentCount);
    std::vector<T> result;
    result.reserve(values.size());
    for (const std::size_t row : order)
        for (std::size_t i = 0; i < components; ++i)
            result.push_back(values[row * components + i]);
    return result;
}

} // namespace mbtr
