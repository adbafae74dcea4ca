#pragma once

#include "core/dataset/dataset.h"

#include <span>
#include <vector>

namespace mbtr {

/// Room for `size` numbers of one kind: Z^2.4 / 2 of the atoms of an element (second = 0) or Z Z' / d of a pair of elements.
struct Bag {
    int first = 0; ///< atomic number
    int second = 0; ///< atomic number, not smaller; 0 = the atoms themselves
    int size = 0;

    bool operator==(const Bag&) const = default;
};

/// The bags of a dataset, each as large as in its fullest structure: atoms first, then pairs, by atomic numbers.
std::vector<Bag> bagsFor(const Dataset& dataset);

/// Bag of bonds, Hansen et al., J. Phys. Chem. Lett. 6, 2326 (2015), doi:10.1021/acs.jpclett.5b00831: in every bag descending,
/// filled up with zeros; hartree. row: the sizes of all bags together. False where a bag is too small.
bool fillBagOfBonds(const Structure& structure, std::span<const Bag> bags, std::span<double> row);

} // namespace mbtr
