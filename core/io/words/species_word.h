#pragma once

#include <optional>
#include <string_view>

namespace mbtr {

/// An element as files write it: a symbol ("Cl", "CL") or an atomic number ("17").
std::optional<int> speciesOf(std::string_view word);

/// The element a label begins with: "O1", "Fe3+", "C_sp2", "HW". The first two letters count where they are a symbol written
/// as one ("Fe", "CL1"), else the first.
std::optional<int> speciesOfLabel(std::string_view label);

/// "D" and "T", which speciesOf() takes as hydrogen.
bool isIsotope(std::string_view word);
inline constexpr const char* kIsotopesAreHydrogen = "D and T are read as hydrogen: isotopes are not told apart";

} // namespace mbtr
