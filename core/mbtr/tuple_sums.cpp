#include "core/mbtr/tuple_sums.h"

#include "core/chemistry/neighbour_finder.h"
#include "core/mbtr/batch_math.h"
#include "core/mbtr/tuple_loops.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace mbtr {

namespace {

double valueOfAtom(const TermContext& context, std::size_t atom, int count)
{
    switch (context.term.geometry) {
    case Geometry::AtomicNumber:
        return context.structure.species[atom];
    case Geometry::Count:
        return count;
    default:
        return 1;
    }
}

void sumAtoms(const TermContext& context, TupleBatch& batch, TupleSink& sink)
{
    const bool inverseCount = context.weighting.function == WeightingFunction::InverseCount;
    for (std::size_t atom = 0; atom < context.species.ofAtom.size(); ++atom) {
        const int species = context.species.ofAtom[atom];
        const int count = context.species.counts[static_cast<std::size_t>(species)];
        batch.count = 1;
        batch.centre = static_cast<int>(atom);
        batch.block[0] = species;
        batch.share[0] = inverseCount ? 1.0 / count : 1.0;
        batch.g[0] = valueOfAtom(context, atom, count);
        evaluateWeighting(context.weighting, 1, batch);
        sink.take(batch);
    }
}

void sumPairs(const TermContext& context, TupleBatch& batch, TupleSink& sink)
{
    const NeighbourFinder finder(context.structure, context.crystal, context.weighting.reach);
    Neighbours neighbours;
    batch.around = &neighbours;
    for (int i = 0; i < context.structure.atomCount(); ++i) {
        context.progress.throwIfCancelled();
        finder.find(i, i, context.species.ofAtom, neighbours);
        const auto blocks = blocksOfPairs(context, context.species.ofAtom[static_cast<std::size_t>(i)]);
        const int count = neighbours.count;
        batch.centre = i;
        for (int begin = 0; begin < count; begin += TupleBatch::kSize) {
            batch.count = std::min(TupleBatch::kSize, count - begin);
            for (int t = 0; t < batch.count; ++t) {
                batch.a[t] = begin + t;
                // A pair of two atoms at home is met once here and twice in the definition; an atom and its own images
                // twice in both.
                batch.share[t] = neighbours.atom[begin + t] == i ? 0.5 : 1.0;
            }
            fillPairs(batch, blocks.data());
            flush(context, batch, sink);
        }
    }
}

/// All pairs a > b of the neighbours of a middle atom, in batches.
class TripleRun {
public:
    TripleRun(const TermContext& context, Neighbours& neighbours, TupleBatch& batch, TupleSink& sink)
        : m_context(context)
        , m_neighbours(neighbours)
        , m_batch(batch)
        , m_sink(sink)
    {
    }
    void run(int middle)
    {
        m_blocks = blocksOfTriples(m_context, m_context.species.ofAtom[static_cast<std::size_t>(middle)]);
        m_batch.centre = middle;
        m_batch.count = 0;
        m_neighbours.makeRoom(TupleBatch::kLanes);
        for (int a = 0; a < m_neighbours.count; ++a)
            addPairsWith(a);
        flushBatch();
    }

private:
    /// Neighbours b < a; where they are sorted by distance only those with p q inside the limit.
    int partnersOf(int a) const
    {
        if (std::isinf(m_context.weighting.productPq))
            return a;
        const double longest = m_context.weighting.productPq / m_neighbours.distance[a];
        const auto begin = m_neighbours.distance.begin();
        return static_cast<int>(std::upper_bound(begin, begin + a, longest) - begin);
    }
    void addPairsWith(int a)
    {
        const bool withSine = m_context.term.geometry == Geometry::Angle;
        const int* blockOfKind = m_blocks.data() + m_neighbours.kind[a] * m_context.species.size();
        const int end = partnersOf(a);
        for (int b = 0; b < end;) {
            const int next = std::min(end, b + TupleBatch::kSize - m_batch.count);
            appendTriples(m_batch, a, b, next, blockOfKind, withSine);
            b = next;
            if (m_batch.count == TupleBatch::kSize)
                flushBatch();
        }
    }
    void flushBatch()
    {
        if (m_context.progress.cancelled())
            throw Cancelled();
        flush(m_context, m_batch, m_sink);
    }

    const TermContext& m_context;
    Neighbours& m_neighbours;
    TupleBatch& m_batch;
    TupleSink& m_sink;
    std::vector<int> m_blocks;
};

void sumTriples(const TermContext& context, TupleBatch& batch, TupleSink& sink)
{
    const NeighbourFinder finder(context.structure, context.crystal, context.weighting.reach);
    Neighbours neighbours;
    batch.around = &neighbours;
    TripleRun triples(context, neighbours, batch, sink);
    for (int middle = 0; middle < context.structure.atomCount(); ++middle) {
        finder.find(middle, 0, context.species.ofAtom, neighbours);
        if (std::isfinite(context.weighting.productPq))
            neighbours.sortByDistance();
        triples.run(middle);
    }
}

/// All chains a - b - c - d over a bond b - c, in batches. b is at home.
class ChainRun {
public:
    ChainRun(const TermContext& context, TupleBatch& batch, TupleSink& sink)
        : m_context(context)
        , m_batch(batch)
        , m_sink(sink)
    {
    }
    void run(const Neighbours& near, int c, const Neighbours& far, double share)
    {
        m_near = &near;
        m_far = &far;
        m_third = c;
        m_share = share;
        m_batch.centre = near.centre;
        m_batch.around = &near;
        m_batch.aroundThird = &far;
        m_batch.count = 0;
        const auto& ofAtom = m_context.species.ofAtom;
        m_blocks = blocksOfChains(m_context, ofAtom[static_cast<std::size_t>(near.centre)], near.kind[c]);
        for (int a = 0; a < near.count; ++a)
            if (a != c)
                addChainsFrom(a);
        flushBatch();
    }

private:
    void addChainsFrom(int a)
    {
        const auto& image = m_near->image[m_third];
        const double left = m_context.weighting.perimeter - m_near->distance[a] - m_near->distance[m_third];
        for (int d = 0; d < m_far->count; ++d) {
            const bool isSecond = isSameSite(*m_far, d, image, m_near->centre, {0, 0, 0});
            const bool isFirst = isSameSite(*m_far, d, image, m_near->atom[a], m_near->image[a]);
            if (isSecond || isFirst || m_far->distance[d] > left)
                continue;
            const int t = m_batch.count++;
            m_batch.a[t] = a;
            m_batch.b[t] = m_third;
            m_batch.d[t] = d;
            m_batch.share[t] = m_share;
            if (m_batch.count == TupleBatch::kSize)
                flushBatch();
        }
    }
    void flushBatch()
    {
        if (m_context.progress.cancelled())
            throw Cancelled();
        fillChains(m_batch, m_blocks.data(), m_context.species.size());
        flush(m_context, m_batch, m_sink);
    }

    const TermContext& m_context;
    TupleBatch& m_batch;
    TupleSink& m_sink;
    const Neighbours* m_near = nullptr;
    const Neighbours* m_far = nullptr;
    int m_third = 0; ///< index of c in m_near
    double m_share = 1;
    std::vector<int> m_blocks;
};

void sumChains(const TermContext& context, TupleBatch& batch, TupleSink& sink)
{
    const NeighbourFinder finder(context.structure, context.crystal, context.weighting.reach);
    std::vector<Neighbours> around(context.species.ofAtom.size());
    for (int i = 0; i < context.structure.atomCount(); ++i)
        finder.find(i, 0, context.species.ofAtom, around[static_cast<std::size_t>(i)]);
    ChainRun chains(context, batch, sink);
    for (int b = 0; b < context.structure.atomCount(); ++b) {
        const Neighbours& near = around[static_cast<std::size_t>(b)];
        for (int c = 0; c < near.count; ++c)
            if (near.atom[c] >= b) // each bond once; one between images of an atom is met from both sides
                chains.run(near, c, around[static_cast<std::size_t>(near.atom[c])], near.atom[c] == b ? 0.5 : 1.0);
    }
}

} // namespace

void sumTuples(const TermContext& context, TupleSink& sink)
{
    const auto batch = std::make_unique_for_overwrite<TupleBatch>(); // 20 kB that need no zeros
    if (context.term.k == 1)
        sumAtoms(context, *batch, sink);
    else if (context.term.k == 2)
        sumPairs(context, *batch, sink);
    else if (context.term.k == 3)
        sumTriples(context, *batch, sink);
    else
        sumChains(context, *batch, sink);
}

} // namespace mbtr
