#pragma once

#include "core/mbtr/sums/tuple_sums.h"

#include <array>
#include <vector>

namespace mbtr {

struct Neighbours;

// What the loops over the tuples of a term share.

/// Evaluates what the batch holds, hands it on and empties it.
void flush(const TermContext& context, TupleBatch& batch, TupleSink& sink);

/// Blocks of the pairs (element, other), by other.
std::vector<int> blocksOfPairs(const TermContext& context, int element);

/// Blocks of the triples with this middle element: [end * size + other end].
std::vector<int> blocksOfTriples(const TermContext& context, int middle);

/// Blocks of the chains with these inner elements: [kind of the first atom * size + kind of the fourth].
std::vector<int> blocksOfChains(const TermContext& context, int second, int third);

/// Is site d around the third atom of a chain (image `third`) the same as this image of `atom`, seen from the second?
bool isSameSite(const Neighbours& far, int d, const std::array<int, 3>& third, int atom, const std::array<int, 3>& image);

} // namespace mbtr
