#pragma once

#include "core/base/progress.h"
#include "core/chemistry/lattice_walk.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/local_species.h"
#include "core/mbtr/weighting.h"

namespace mbtr {

/// What the sums over tuples of one term need; handed to a TupleSink they become blocks, ranges or lists.
struct TermContext {
    const Structure& structure;
    const LocalSpecies& species;
    const LatticeWalk& walk; ///< over the periodic directions that count
    const TermSettings& term;
    const ReadyWeighting& weighting;
    Progress& progress;
};

/// All tuples of the term, evaluated, batch after batch.
void sumTuples(const TermContext& context, TupleSink& sink);

/// k = 1, one tuple an atom. Block = number of the element.
void sumAtoms(const TermContext& context, TupleSink& sink);

/// k = 2: in a crystal half of all pairs whose first atom is at home. Block = LocalSpecies::pair.
void sumPairs(const TermContext& context, TupleSink& sink);

/// k = 3: all triples whose middle atom is at home. Block = middle element times pairCount + pair of the ends.
void sumTriples(const TermContext& context, TupleSink& sink);

/// angstrom; between any two atoms, images included; infinite for a single atom without a lattice.
double smallestDistance(const Structure& structure, const LatticeWalk& walk);

} // namespace mbtr
