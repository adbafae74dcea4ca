#include "core/io/lammps/lammps.h"

#include "core/io/line_words.h"

#include <algorithm>
#include <array>

namespace mbtr {

namespace {

constexpr std::array<LammpsUnits, 8> kUnits {{
    {"real", 1, "kcal/mol", "kcal/mol/angstrom", "angstrom/fs", "e"},
    {"metal", 1, "eV", "eV/angstrom", "angstrom/ps", "e"},
    {"electron", kAngstromPerBohr, "Ha", "Ha/bohr", "bohr/atu", "e"},
    {"si", 1e10, "J", "N", "m/s", "C"},
    {"cgs", 1e8, "erg", "dyn", "cm/s", "statC"},
    {"micro", 1e4, "pg*um^2/us^2", "pg*um/us^2", "um/us", "pC"},
    {"nano", 10, "ag*nm^2/ns^2", "ag*nm/ns^2", "nm/ns", "e"},
    {"lj", 1, "", "", "", ""},
}};

} // namespace

const LammpsUnits* lammpsUnits(std::string_view style)
{
    const auto found = std::find_if(kUnits.begin(), kUnits.end(), [&](const LammpsUnits& units) { return units.style == style; });
    return found == kUnits.end() ? nullptr : found;
}

LammpsBox lammpsBox(const Eigen::Vector3d& low, const Eigen::Vector3d& high, const Eigen::Vector3d& tilt)
{
    LammpsBox box {.origin = low};
    box.vectors.diagonal() = high - low;
    box.vectors(1, 0) = tilt[0];
    box.vectors(2, 0) = tilt[1];
    box.vectors(2, 1) = tilt[2];
    return box;
}

} // namespace mbtr
