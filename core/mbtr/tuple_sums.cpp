#include "core/mbtr/tuple_sums.h"

#include "core/chemistry/neighbour_finder.h"
#include "core/mbtr/batch_math.h"

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

/// Hands on what the batch holds and empties it.
void flush(const TermContext& context, TupleBatch& batch, TupleSink& sink)
{
    if (batch.count == 0)
        return;
    evaluateGeometry(context.term.geometry, batch);
    evaluateWeighting(context.weighting, context.term.k, batch);
    sink.take(batch);
    batch.count = 0;
}

/// Blocks of the pairs (element, other), by other.
std::vector<int> blocksOfPairs(const TermContext& context, int element)
{
    std::vector<int> blocks;
    for (int other = 0; other < context.species.size(); ++other)
        blocks.push_back(context.blocks.id({element, other}));
    return blocks;
}

/// Blocks of the triples with this middle element: [end * size + other end].
std::vector<int> blocksOfTriples(const TermContext& context, int middle)
{
    std::vector<int> blocks;
    for (int end = 0; end < context.species.size(); ++end)
        for (int other = 0; other < context.species.size(); ++other)
            blocks.push_back(context.blocks.id({end, middle, other}));
    return blocks;
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
    TripleRun(const TermContext& context, const Neighbours& neighbours, TupleBatch& batch, TupleSink& sink)
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
        const int end = partnersOf(a);
        for (int b = 0; b < end;) {
            const int count = std::min(end - b, TupleBatch::kSize - m_batch.count);
            for (int t = 0; t < count; ++t) {
                m_batch.a[m_batch.count + t] = a;
                m_batch.b[m_batch.count + t] = b + t;
                m_batch.share[m_batch.count + t] = 1;
            }
            b += count;
            m_batch.count += count;
            if (m_batch.count == TupleBatch::kSize)
                flushBatch();
        }
    }
    void flushBatch()
    {
        if (m_context.progress.cancelled())
            throw Cancelled();
        fillTriples(m_batch, m_blocks.data(), m_context.species.size(), m_context.term.geometry == Geometry::Angle);
        flush(m_context, m_batch, m_sink);
    }

    const TermContext& m_context;
    const Neighbours& m_neighbours;
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

} // namespace

void sumTuples(const TermContext& context, TupleSink& sink)
{
    const auto batch = std::make_unique<TupleBatch>();
    if (context.term.k == 1)
        sumAtoms(context, *batch, sink);
    else if (context.term.k == 2)
        sumPairs(context, *batch, sink);
    else
        sumTriples(context, *batch, sink);
}

} // namespace mbtr
