#pragma once

#include <array>
#include <cstdint>

namespace mbtr {

enum class BondOrder : std::uint8_t { Unstated, Single, Double, Triple, Quadruple, Aromatic };

/// How a flat drawing shows the bond: with its narrow end at the first atom it comes out of the paper (Up) or goes behind it.
enum class BondWedge : std::uint8_t { None, Up, Down, Either };

/// A bond as a file states it, not one found from distances: from atom i as listed to the copy of atom j that lies `image` cell
/// vectors from where j is listed.
struct GivenBond {
    int i = 0;
    int j = 0;
    std::array<int, 3> image {};
    BondOrder order = BondOrder::Unstated;
    BondWedge wedge = BondWedge::None;

    bool operator==(const GivenBond&) const = default;
    bool leavesTheCell() const { return image != std::array<int, 3> {}; }
};

} // namespace mbtr
