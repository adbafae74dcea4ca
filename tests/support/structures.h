#pragma once

#include "core/chemistry/structure.h"

namespace mbtr::test {

/// Small structures with known geometry, made here.
Structure water();
Structure ethanol();
/// The cubic cell of 8 atoms, a = 5.64 angstrom.
Structure rockSalt();
/// The cubic cell of 8 atoms, a = 3.567 angstrom.
Structure diamond();
/// 5 atoms, a = 3.905 angstrom: Sr at the corner, Ti in the middle.
Structure perovskite();

/// Six atoms of C, H, N and O without any symmetry.
Structure unevenMolecule();
/// Na and Cl in a triclinic cell without any symmetry.
Structure triclinicCrystal();
/// A compact heap of C, H, N and O atoms about 1.5 angstrom apart, without any symmetry.
Structure droplet(int atomCount);

} // namespace mbtr::test
