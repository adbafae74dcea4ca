#pragma once

#include "core/chemistry/neighbour_finder.h"
#include "core/mbtr/contributions/selected_tuples.h"

#include <vector>

namespace mbtr {

/// Neighbours of all atoms, chosen ones first.
class ChosenFirst {
public:
    ChosenFirst(const TermContext& context, const TupleSelection& selection, const NeighbourFinder& finder);

    std::vector<Neighbours> around; ///< of each atom
    std::vector<int> chosen; ///< how many of these are chosen
};

/// The wanted chains a - b - c - d over a bond b - c. b is at home.
class ChainRun {
public:
    ChainRun(const TermContext& context, const TupleSelection& selection, const ChosenFirst& neighbours, TupleBatch& batch,
             TupleSink& sink);
    void run(int b);

private:
    void addBond(const Neighbours& near, int c);
    /// Fourth atoms 0..end - 1.
    void addChains(const Neighbours& near, const Neighbours& far, int first, int third, int end);
    void flushBatch();

    const TermContext& m_context;
    const TupleSelection& m_selection;
    const std::vector<Neighbours>& m_around;
    const std::vector<int>& m_chosen;
    TupleBatch& m_batch;
    TupleSink& m_sink;
    std::vector<int> m_blocks;
};

} // namespace mbtr
