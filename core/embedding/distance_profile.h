#pragma once

#include "core/chemistry/structure.h"

#include <span>
#include <vector>

namespace mbtr {

/// What the atoms of a structure see: invariant under rotation, reflection, translation; atoms sorted by element.
struct DistanceProfile {
    /// The distances from an atom to all atoms of one element, ascending, angstrom.
    struct View {
        int element = 0;
        std::vector<float> distances;
    };
    struct Atom {
        int element = 0;
        std::vector<View> views; ///< by element, ascending
    };
    std::vector<Atom> atoms;
    double reach = 0; ///< angstrom; larger distances are not there; 0 = all are
    double volume = 0; ///< of the cell, angstrom^3; 0 without
    /// Changes by no more than the largest change of a distance.
    double key = 0;
};

DistanceProfile profileOf(const Structure& structure);

/// Are all distances that the atoms see the same, to `tolerance` (angstrom)? Both structures must have the same composition.
bool agree(const DistanceProfile& a, const DistanceProfile& b, double tolerance);

} // namespace mbtr
