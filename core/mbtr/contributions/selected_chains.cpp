#include "core/mbtr/contributions/selected_chains.h"

#include "core/mbtr/sums/batch_math.h"
#include "core/mbtr/sums/tuple_loops.h"

#include <algorithm>
#include <numeric>

namespace mbtr {

namespace {

/// Returns how many there are.
int putChosenFirst(const TupleSelection& selection, Neighbours& neighbours)
{
    std::vector<std::size_t> order(static_cast<std::size_t>(neighbours.count));
    std::iota(order.begin(), order.end(), std::size_t {0});
    const auto end = std::stable_partition(order.begin(), order.end(),
                                           [&](std::size_t site) { return selection.hasAtom(neighbours.atom[site]); });
    const auto count = static_cast<int>(end - order.begin());
    if (!selection.atoms.empty())
        neighbours.reorder(order);
    return count;
}

} // namespace

ChosenFirst::ChosenFirst(const TermContext& context, const TupleSelection& selection, const NeighbourFinder& finder)
{
    for (int i = 0; i < context.structure.atomCount(); ++i) {
        context.progress.throwIfCancelled();
        finder.find(i, 0, context.species.ofAtom, around.emplace_back());
        chosen.push_back(putChosenFirst(selection, around.back()));
    }
}

ChainRun::ChainRun(const TermContext& context, const TupleSelection& selection, const ChosenFirst& neighbours, TupleBatch& batch,
                   TupleSink& sink)
    : m_context(context)
    , m_selection(selection)
    , m_around(neighbours.around)
    , m_chosen(neighbours.chosen)
    , m_batch(batch)
    , m_sink(sink)
{
}

void ChainRun::run(int b)
{
    const Neighbours& near = m_around[b];
    for (int c = 0; c < near.count; ++c)
        if (near.atom[c] >= b) // each bond once, as in sumTuples
            addBond(near, c);
}

void ChainRun::addBond(const Neighbours& near, int c)
{
    const int b = near.centre, third = near.atom[c];
    const Neighbours& far = m_around[third];
    const int chosenNear = m_chosen[b], chosenFar = m_chosen[third];
    const bool innerChosen = m_selection.hasAtom(b) || m_selection.hasAtom(third);
    m_blocks = blocksOfChains(m_context, m_context.species.ofAtom[b], near.kind[c]);
    if ((!innerChosen && chosenNear == 0 && chosenFar == 0) || !m_selection.hasAnyBlock(m_blocks))
        return;
    m_batch.centre = b;
    m_batch.around = &near;
    m_batch.aroundThird = &far;
    m_batch.count = 0;
    for (int a = 0; a < near.count; ++a)
        if (a != c)
            addChains(near, far, a, c, innerChosen || a < chosenNear ? far.count : chosenFar);
    flushBatch();
}

void ChainRun::addChains(const Neighbours& near, const Neighbours& far, int first, int third, int end)
{
    const auto a = static_cast<std::size_t>(first), c = static_cast<std::size_t>(third);
    const double left = m_context.weighting.perimeter - near.distance[a] - near.distance[c];
    const int* blocks = m_blocks.data() + near.kind[a] * m_context.species.size();
    for (int d = 0; d < end; ++d) {
        const auto fourth = static_cast<std::size_t>(d);
        if (far.distance[fourth] > left || !m_selection.hasBlock(blocks[far.kind[fourth]])
            || isSameSite(far, d, near.image[c], near.centre, {0, 0, 0})
            || isSameSite(far, d, near.image[c], near.atom[a], near.image[a]))
            continue;
        const auto t = static_cast<std::size_t>(m_batch.count++);
        m_batch.a[t] = first;
        m_batch.b[t] = third;
        m_batch.d[t] = d;
        m_batch.share[t] = near.atom[c] == near.centre ? 0.5 : 1.0; // as in sumTuples
        if (m_batch.count == TupleBatch::kSize)
            flushBatch();
    }
}

void ChainRun::flushBatch()
{
    m_context.progress.throwIfCancelled();
    fillChains(m_batch, m_blocks.data(), m_context.species.size());
    flush(m_context, m_batch, m_sink);
}

} // namespace mbtr
