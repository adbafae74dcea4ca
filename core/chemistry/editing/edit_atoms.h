#pragma once

#include "core/chemistry/structure.h"

#include <array>
#include <cstdint>
#include <vector>

namespace mbtr {

// Each gives a new structure. SettingsError names what is out of range.

/// These atoms become another element. atomicNumber: 1..118.
Structure withElement(Structure structure, const std::vector<int>& atoms, int atomicNumber);
/// One atom more, at the end. position: angstrom.
Structure withAtom(Structure structure, int atomicNumber, const Eigen::Vector3d& position);
/// Without these atoms; the others keep their order. At least one has to stay.
Structure withoutAtoms(const Structure& structure, const std::vector<int>& atoms);

/// A place for a new atom at `atom`: `distance` (angstrom) from it and as far as possible from its neighbours (the nearest
/// copies of `neighbours`): opposite of their mean direction.
Eigen::Vector3d freePlaceAt(const Structure& structure, int atom, const std::vector<int>& neighbours, double distance);

/// The cell vectors v become (1 + strain) v, with the symmetric strain e = (xx, yy, zz, yz, xz, xy), each a pure number
/// (0.01 = 1 percent; yz, xz, xy are the tensor's elements, half the engineering shear), and the atoms keep their fractional
/// coordinates. Throws where there is no cell, and where the strained cell spans no volume.
Structure strainCell(const Structure& structure, const std::array<double, 6>& strain);

/// n[0] x n[1] x n[2] copies of the cell, a fastest; all atoms of the first copy come first, with the indices they had.
/// n: 1..1000 along each vector and at most ten million atoms. Only along periodic directions.
Structure supercell(const Structure& structure, const std::array<int, 3>& n);

/// Each coordinate of the atoms gets a normally distributed number of mean 0 and standard deviation sigma (angstrom, 0..10)
/// added. The same seed gives the same numbers with every compiler; the cell stays.
Structure perturbAtoms(Structure structure, const std::vector<int>& atoms, double sigma, std::uint64_t seed);

} // namespace mbtr
