#pragma once

#include "core/chemistry/bonding/bonds.h"

namespace mbtr {

// Atoms move by whole cell vectors along periodic directions; bonds that the file states follow. SettingsError where there is
// no usable cell.

/// Fractional coordinates become 0 up to 1 (1e-9 below 1 counts as 0).
Structure wrapAtoms(const Structure& structure);
/// Molecules become whole, with their centres (means of coordinates) in the cell. Chains, layers and networks are left as they
/// are.
Structure unwrapAtoms(const Structure& structure, const std::vector<Bond>& bonds);

/// g/cm^3, of a crystal with three periodic directions.
double density(const Structure& structure);

} // namespace mbtr
