#pragma once

#include "core/base/progress.h"
#include "core/chemistry/neighbour_finder.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/sums/local_blocks.h"
#include "core/mbtr/sums/tuple_batch.h"
#include "core/mbtr/weighting.h"

#include <optional>
#include <vector>

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
    int centreStep
        = 1; ///< larger: a sample, only every so many atoms as the one at home; halves of pairs and chains seen from it
};

/// Memory of a sum over tuples, to be used again.
struct TupleScratch {
    TupleBatch batch;
    Neighbours neighbours;
};

/// All tuples of the term, evaluated, batch after batch.
///
/// k = 1: one tuple for each atom. k = 2: in a crystal half of all pairs whose first atom is at home. k = 3: all triples whose
/// middle atom is at home. k = 4: half of all directed chains whose second atom is at home.
void sumTuples(const TermContext& context, TupleSink& sink);

/// The same in parts. Everything the parts share is found once; several threads may sum parts at the same time.
class TupleSums {
public:
    /// Keeps a reference to the context.
    explicit TupleSums(const TermContext& context);

    /// A guess that only depends on the structure and the term.
    double tupleCount(TupleScratch& scratch) const;
    /// The tuples around the atoms begin..end - 1.
    void sum(int begin, int end, TupleScratch& scratch, TupleSink& sink) const;

private:
    void sumAtoms(int begin, int end, TupleBatch& batch, TupleSink& sink) const;
    void sumPairs(int begin, int end, TupleScratch& scratch, TupleSink& sink) const;
    void sumTriples(int begin, int end, TupleScratch& scratch, TupleSink& sink) const;
    void sumChains(int begin, int end, TupleBatch& batch, TupleSink& sink) const;
    void findAllNeighbours();
    /// The two halves of a pair or chain are then seen from either end, each where its atom is in the sample.
    bool isSample() const { return m_context.centreStep > 1; }

    const TermContext& m_context;
    std::optional<NeighbourFinder> m_finder; ///< k > 1
    std::vector<std::vector<int>> m_blocks; ///< k = 2, 3: of the tuples around an atom of each element: see blocksAround()
    std::vector<Neighbours> m_around; ///< k = 4: of each atom
};

} // namespace mbtr
