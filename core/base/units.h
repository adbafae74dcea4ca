#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mbtr {

/// What a unit measures: powers of energy, length, charge, time, temperature and "per atom".
/// eV/angstrom is {1, -1, 0, 0, 0, 0}, kcal/mol/atom is {1, 0, 0, 0, 0, -1}.
using Dimension = std::array<int, 6>;
inline constexpr std::size_t kAtomDimension = 5;

struct Unit {
    Dimension dimension {};
    double factor = 1; ///< in units of eV, angstrom, e, fs, K
};

/// A unit as files and people write it: names with / * ^ and brackets ("kcal/mol", "cal/(mol K)", "eV/angstrom^3", "a0^2").
/// "mol" is Avogadro's number; "/structure", "/cell" and "/molecule" are 1. CODATA 2018. Nothing for what is no unit.
std::optional<Unit> parseUnit(std::string_view text);

/// Number of times `to` fits into `from`: value in `from` x factor = value in `to`. Throws SettingsError("unit", ..) where one
/// of them is no unit or they measure different things; "per atom" counts as different.
double conversionFactor(std::string_view from, std::string_view to);

/// Units that people choose from, of the same kind as `unit` first written here (per atom or not); empty where it is unknown.
std::span<const std::string_view> unitsLike(std::string_view unit);

} // namespace mbtr
