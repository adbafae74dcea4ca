#pragma once

#include "core/mbtr/contributions/contributions.h"
#include "core/mbtr/resolution.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace mbtr {

/// What an explanation of a term says about one structure. Units: those of the core.
struct TermFacts {
    TermSettings term;
    Bins bins;
    std::vector<int> species; ///< of the layout
    std::map<int, int> atoms; ///< number of atoms of each element
    bool isCrystal = false;
    double outsideGrid = 0; ///< share of the weight, 0..1
    double beyondLimit = 0; ///< share of the weight; as far as the tensor knows it
    int blocks = 0; ///< element combinations that occur
    std::optional<std::int64_t> tuples; ///< that reach the grid; nothing: too many to count
    /// The highest bin of the term.
    struct Peak {
        Block block;
        int bin = 0;
        double value = 0; ///< unit of the tensor
        Contributions made; ///< of this bin; the heaviest share first
    };
    std::optional<Peak> peak; ///< nothing: the term is zero everywhere
};

/// Throws as contributionsTo().
TermFacts termFacts(const Structure& structure, const MbtrTensor& tensor, int term, Progress& progress);

} // namespace mbtr
