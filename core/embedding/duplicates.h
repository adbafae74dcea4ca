#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"

#include <span>
#include <vector>

namespace mbtr {

/// Do two structures agree up to rotation, reflection, translation and order of atoms?
///
/// They do where the elements are the same and each atom of one can be paired with an atom of the other that sees the same
/// elements at the same distances, none off by more than `tolerance` (angstrom; crystals: distances up to 6 angstrom, to periodic
/// copies too, and cell volumes that agree to the tolerance in their cube roots). Moving every atom by less than tolerance / 2
/// keeps this true; a crystal described by a supercell counts as different.
bool agree(const Structure& a, const Structure& b, double tolerance);

/// Those of `rows` that agree with none before them that stays, in their order. Throws SettingsError("unique", ..) where the
/// tolerance is not a number larger than 0; Cancelled.
std::vector<int> withoutDuplicates(const Dataset& dataset, std::span<const int> rows, double tolerance, Progress& progress);

} // namespace mbtr
