#include "core/mbtr/sums/tuple_sums.h"

#include "core/mbtr/sums/batch_math.h"
#include "core/mbtr/sums/tuple_loops.h"

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

/// Blocks of the pairs, or of the triples, around an atom of this element.
std::vector<int> blocksAround(const TermContext& context, int element)
{
    return context.term.k == 2 ? blocksOfPairs(context, element) : blocksOfTriples(context, element);
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
    /// blocks: blocksAround() of the middle atom's element.
    void run(int middle, const int* blocks)
    {
        m_blocks = blocks;
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
        const int* blockOfKind = m_blocks + m_neighbours.kind[a] * m_context.species.size();
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
    const int* m_blocks = nullptr;
};

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

} // namespace

TupleSums::TupleSums(const TermContext& context)
    : m_context(context)
{
    const int k = context.term.k;
    if (k > 1)
        m_finder.emplace(context.structure, context.crystal, context.weighting.reach, &context.progress);
    if (k == 4)
        findAllNeighbours();
    for (int element = 0; element < context.species.size() && (k == 2 || k == 3); ++element)
        m_blocks.push_back(blocksAround(context, element));
}

void TupleSums::findAllNeighbours()
{
    m_around.resize(m_context.species.ofAtom.size());
    for (int i = 0; i < m_context.structure.atomCount(); ++i) {
        m_context.progress.throwIfCancelled();
        m_finder->find(i, 0, m_context.species.ofAtom, m_around[static_cast<std::size_t>(i)]);
    }
}

double TupleSums::tupleCount(TupleScratch& scratch) const
{
    const double atoms = m_context.structure.atomCount();
    if (m_context.term.k == 1)
        return atoms;
    m_finder->find(0, 0, m_context.species.ofAtom, scratch.neighbours);
    return atoms * std::pow(scratch.neighbours.count, m_context.term.k - 1) / 2;
}

void TupleSums::sum(int begin, int end, TupleScratch& scratch, TupleSink& sink) const
{
    scratch.batch.count = 0;
    if (m_context.term.k == 1)
        sumAtoms(begin, end, scratch.batch, sink);
    else if (m_context.term.k == 2)
        sumPairs(begin, end, scratch, sink);
    else if (m_context.term.k == 3)
        sumTriples(begin, end, scratch, sink);
    else
        sumChains(begin, end, scratch.batch, sink);
}

void TupleSums::sumAtoms(int begin, int end, TupleBatch& batch, TupleSink& sink) const
{
    const bool inverseCount = m_context.weighting.function == WeightingFunction::InverseCount;
    for (int atom = begin; atom < end; ++atom) {
        const int species = m_context.species.ofAtom[static_cast<std::size_t>(atom)];
        const int count = m_context.species.counts[static_cast<std::size_t>(species)];
        batch.count = 1;
        batch.centre = atom;
        batch.block[0] = species;
        batch.share[0] = inverseCount ? 1.0 / count : 1.0;
        batch.g[0] = valueOfAtom(m_context, static_cast<std::size_t>(atom), count);
        flush(m_context, batch, sink);
    }
}

void TupleSums::sumPairs(int begin, int end, TupleScratch& scratch, TupleSink& sink) const
{
    TupleBatch& batch = scratch.batch;
    Neighbours& neighbours = scratch.neighbours;
    batch.around = &neighbours;
    for (int i = begin; i < end; ++i) {
        m_context.progress.throwIfCancelled();
        m_finder->find(i, isSample() ? 0 : i, m_context.species.ofAtom, neighbours);
        const int* blocks = m_blocks[static_cast<std::size_t>(m_context.species.ofAtom[static_cast<std::size_t>(i)])].data();
        batch.centre = i;
        for (int first = 0; first < neighbours.count; first += TupleBatch::kSize) {
            batch.count = std::min(TupleBatch::kSize, neighbours.count - first);
            fillPairs(batch, first, blocks);
            if (isSample())
                std::fill_n(batch.share.begin(), batch.count, 0.5);
            flush(m_context, batch, sink);
        }
    }
}

void TupleSums::sumTriples(int begin, int end, TupleScratch& scratch, TupleSink& sink) const
{
    Neighbours& neighbours = scratch.neighbours;
    scratch.batch.around = &neighbours;
    TripleRun triples(m_context, neighbours, scratch.batch, sink);
    for (int middle = begin; middle < end; ++middle) {
        m_finder->find(middle, 0, m_context.species.ofAtom, neighbours);
        if (std::isfinite(m_context.weighting.productPq))
            neighbours.sortByDistance();
        triples.run(middle,
                    m_blocks[static_cast<std::size_t>(m_context.species.ofAtom[static_cast<std::size_t>(middle)])].data());
    }
}

void TupleSums::sumChains(int begin, int end, TupleBatch& batch, TupleSink& sink) const
{
    ChainRun chains(m_context, batch, sink);
    for (int b = begin; b < end; ++b) {
        const Neighbours& near = m_around[static_cast<std::size_t>(b)];
        for (int c = 0; c < near.count; ++c)
            if (isSample() || near.atom[c] >= b) // each bond once; one between images of an atom is met from both sides
                chains.run(near, c, m_around[static_cast<std::size_t>(near.atom[c])],
                           isSample() || near.atom[c] == b ? 0.5 : 1.0);
    }
}

void sumTuples(const TermContext& context, TupleSink& sink)
{
    const auto scratch = std::make_unique<TupleScratch>();
    const TupleSums sums(context);
    if (context.centreStep == 1)
        return sums.sum(0, context.structure.atomCount(), *scratch, sink);
    for (int atom = 0; atom < context.structure.atomCount(); atom += context.centreStep)
        sums.sum(atom, atom + 1, *scratch, sink);
}

} // namespace mbtr
