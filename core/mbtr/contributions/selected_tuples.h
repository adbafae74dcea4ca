#pragma once

#include "core/mbtr/sums/tuple_sums.h"

#include <algorithm>
#include <span>
#include <vector>

namespace mbtr {

/// Which tuples are wanted; those of both conditions are enumerated directly, the others not visited.
struct TupleSelection {
    std::vector<char> atoms; ///< one for each atom: tuples with at least one of these (or an image); empty = all
    std::vector<char> blocks; ///< one for each element combination (TermContext::blocks); empty = all

    bool hasAtom(int atom) const { return atoms.empty() || atoms[atom]; }
    bool hasBlock(int block) const { return blocks.empty() || blocks[block]; }
    bool hasAnyBlock(const std::vector<int>& numbers) const
    {
        return std::any_of(numbers.begin(), numbers.end(), [this](int block) { return hasBlock(block); });
    }
};

/// The wanted tuples of the term, each as sumTuples() has it: once and with the same share. Costs about as much as there are.
void sumSelectedTuples(const TermContext& context, const TupleSelection& selection, TupleSink& sink);
/// The same in parts, one a sink, several at a time: those of the first atoms go to the first sink, and so on.
void sumSelectedTuples(const TermContext& context, const TupleSelection& selection, std::span<TupleSink* const> parts);
/// How many parts are worth while. Never by the number of threads: the result must not depend on it.
int partsOf(const TermContext& context);

} // namespace mbtr
