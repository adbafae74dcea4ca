#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/local_blocks.h"
#include "core/mbtr/tuple_batch.h"
#include "core/mbtr/weighting.h"

namespace mbtr {

/// What the sums over tuples of one term need; handed to a TupleSink they become blocks, ranges or lists.
struct TermContext {
    const Structure& structure;
    const LocalSpecies& species;
    const LocalBlocks& blocks; ///< of this term's k; numbers of TupleBatch::block
    bool crystal; ///< do the cell's periodic directions count?
    const TermSettings& term;
    const ReadyWeighting& weighting;
    Progress& progress;
};

/// All tuples of the term, evaluated, batch after batch.
///
/// k = 1: one tuple an atom. k = 2: in a crystal half of all pairs whose first atom is at home. k = 3: all triples whose middle
/// atom is at home. k = 4: half of all directed chains whose second atom is at home.
void sumTuples(const TermContext& context, TupleSink& sink);

} // namespace mbtr
