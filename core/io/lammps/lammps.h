#pragma once

#include "core/chemistry/cell.h"
#include "core/io/import_notes.h"
#include "core/io/read_options.h"

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

/// Files that name more atom types are taken for damaged.
inline constexpr long long kMostTypes = 100'000;

/// What files say of an atom type.
struct LammpsType {
    std::string label; ///< of "Atom Type Labels", or the comment behind the mass
    std::optional<double> mass;
    long long atoms = 0;
};

/// The element with about this mass (0.5 %, at least 0.05); none for the mass 1, which stands for "no matter" more often than for
/// hydrogen (1.008).
std::optional<int> elementOfMass(double mass);

/// One atomic number a type: those of the options, else by label, else by mass; 0 for an unknown type without atoms. Throws
/// MissingElements, and FileError where the options name another number of elements.
std::vector<int> elementsOfTypes(const std::vector<LammpsType>& types, const ReadOptions& options, const std::string& path);

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
