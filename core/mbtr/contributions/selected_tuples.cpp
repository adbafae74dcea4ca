#include "core/mbtr/contributions/selected_tuples.h"

#include "core/base/error.h"
#include "core/chemistry/neighbour_finder.h"
#include "core/mbtr/contributions/selected_chains.h"
#include "core/mbtr/sums/batch_math.h"
#include "core/mbtr/sums/tuple_loops.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace mbtr {

namespace {

/// With fewer finds than this times the chosen atoms lists of all neighbours do not pay.
constexpr int kFindsPerAtom = 8;

NeighbourFinder finderFor(const TermContext& context, const TupleSelection& selection)
{
    const auto chosen = std::count_if(selection.atoms.begin(), selection.atoms.end(), [](char c) { return c != 0; });
    const int finds = selection.atoms.empty() ? context.structure.atomCount() : static_cast<int>(chosen) * kFindsPerAtom;
    return NeighbourFinder(context.structure, context.crystal, context.weighting.reach, &context.progress, finds);
}

/// k = 1: lets wanted atoms through, one a batch.
class WantedAtoms : public TupleSink {
public:
    WantedAtoms(const TupleSelection& selection, TupleSink& sink)
        : m_selection(selection)
        , m_sink(sink)
    {
    }
    void take(const TupleBatch& batch) override
    {
        if (m_selection.hasAtom(batch.centre) && m_selection.hasBlock(batch.block[0]))
            m_sink.take(batch);
    }

private:
    const TupleSelection& m_selection;
    TupleSink& m_sink;
};

/// The pairs with a chosen atom i, those of two chosen atoms from the lower one.
class PairRun {
public:
    PairRun(const TermContext& context, const TupleSelection& selection, const NeighbourFinder& finder, TupleBatch& batch,
            TupleSink& sink)
        : m_context(context)
        , m_selection(selection)
        , m_batch(batch)
        , m_sink(sink)
        , m_finder(finder)
    {
        m_batch.around = &m_neighbours;
    }
    void run(int i)
    {
        m_blocks = blocksOfPairs(m_context, m_context.species.ofAtom[i]);
        if (!m_selection.hasAtom(i) || !m_selection.hasAnyBlock(m_blocks))
            return;
        m_finder.find(i, m_selection.atoms.empty() ? i : 0, m_context.species.ofAtom, m_neighbours);
        m_batch.centre = i;
        m_batch.count = 0;
        for (int n = 0; n < m_neighbours.count; ++n)
            if (isWanted(i, n))
                add(i, n);
        flushBatch();
    }

private:
    bool isWanted(int i, int n) const
    {
        const auto site = static_cast<std::size_t>(n);
        const int other = m_neighbours.atom[site];
        return (other >= i || !m_selection.hasAtom(other)) && m_selection.hasBlock(m_blocks[m_neighbours.kind[site]]);
    }
    void add(int i, int n)
    {
        const auto t = static_cast<std::size_t>(m_batch.count++);
        m_batch.a[t] = n;
        m_batch.share[t] = m_neighbours.atom[n] == i ? 0.5 : 1.0; // as in sumTuples
        if (m_batch.count == TupleBatch::kSize)
            flushBatch();
    }
    void flushBatch()
    {
        fillListedPairs(m_batch, m_blocks.data());
        flush(m_context, m_batch, m_sink);
    }

    const TermContext& m_context;
    const TupleSelection& m_selection;
    TupleBatch& m_batch;
    TupleSink& m_sink;
    const NeighbourFinder& m_finder;
    Neighbours m_neighbours;
    std::vector<int> m_blocks;
};

/// The wanted triples around a middle atom. Its neighbours are put in groups of one element, chosen atoms apart: then
/// two groups are wanted together or not.
class TripleRun {
public:
    TripleRun(const TermContext& context, const TupleSelection& selection, const NeighbourFinder& finder, TupleBatch& batch,
              TupleSink& sink)
        : m_context(context)
        , m_selection(selection)
        , m_batch(batch)
        , m_sink(sink)
        , m_finder(finder)
        , m_isLimited(std::isfinite(context.weighting.productPq))
    {
        m_batch.around = &m_neighbours;
    }
    void run(int middle)
    {
        m_blocks = blocksOfTriples(m_context, m_context.species.ofAtom[middle]);
        if (!m_selection.hasAnyBlock(m_blocks))
            return;
        m_finder.find(middle, 0, m_context.species.ofAtom, m_neighbours);
        makeGroups();
        m_batch.centre = middle;
        m_batch.count = 0;
        m_neighbours.makeRoom(TupleBatch::kLanes);
        const bool isChosen = m_selection.hasAtom(middle);
        for (std::size_t i = 0; i < m_groups.size(); ++i)
            for (std::size_t j = i; j < m_groups.size(); ++j)
                if (m_selection.hasBlock(blocksWith(m_groups[i])[m_groups[j].kind])
                    && (isChosen || m_groups[i].chosen || m_groups[j].chosen))
                    addGroups(m_groups[i], m_groups[j]);
        flushBatch();
    }

private:
    struct Group {
        int begin = 0, end = 0; ///< of sites
        int kind = 0;
        bool chosen = false;
        int size() const { return end - begin; }
    };
    /// Blocks of the tuples with an end in this group, by the kind of the other end.
    const int* blocksWith(const Group& group) const { return m_blocks.data() + group.kind * m_context.species.size(); }
    int groupOf(std::size_t site) const
    {
        const bool chosen = m_selection.hasAtom(m_neighbours.atom[site]);
        return m_neighbours.kind[site] + (chosen ? 0 : m_context.species.size());
    }
    void makeGroups()
    {
        m_order.resize(static_cast<std::size_t>(m_neighbours.count));
        std::iota(m_order.begin(), m_order.end(), std::size_t {0});
        m_key.resize(m_order.size());
        for (const std::size_t site : m_order)
            m_key[site] = groupOf(site);
        const auto& distance = m_neighbours.distance;
        std::sort(m_order.begin(), m_order.end(), [&](std::size_t i, std::size_t j) {
            if (m_key[i] != m_key[j])
                return m_key[i] < m_key[j];
            return m_isLimited ? distance[i] < distance[j] : i < j;
        });
        m_neighbours.reorder(m_order);
        m_groups.clear();
        for (int n = 0; n < m_neighbours.count; ++n) {
            const std::size_t site = m_order[n];
            if (n == 0 || m_key[site] != m_key[m_order[n - 1]])
                m_groups.push_back({n, n, m_neighbours.kind[n], m_key[site] < m_context.species.size()});
            m_groups.back().end = n + 1;
        }
    }
    void addGroups(const Group& first, const Group& second)
    {
        const bool same = first.begin == second.begin;
        const Group &outer = first.size() < second.size() ? first : second,
                    &inner = first.size() < second.size() ? second : first;
        for (int a = outer.begin; a < outer.end; ++a)
            addTriples(a, inner.begin, partnersEnd(a, inner.begin, same ? a : inner.end), blocksWith(outer));
    }
    /// The end of the partners begin..end - 1 whose product p q with atom a stays inside the limit.
    int partnersEnd(int a, int begin, int end) const
    {
        if (!m_isLimited)
            return end;
        const double longest = m_context.weighting.productPq / m_neighbours.distance[a];
        const auto sites = m_neighbours.distance.begin();
        return static_cast<int>(std::upper_bound(sites + begin, sites + end, longest) - sites);
    }
    void addTriples(int a, int begin, int end, const int* blockOfKind)
    {
        const bool withSine = m_context.term.geometry == Geometry::Angle;
        for (int b = begin; b < end;) {
            const int next = std::min(end, b + TupleBatch::kSize - m_batch.count);
            appendTriples(m_batch, a, b, next, blockOfKind, withSine);
            b = next;
            if (m_batch.count == TupleBatch::kSize)
                flushBatch();
        }
    }
    void flushBatch()
    {
        m_context.progress.throwIfCancelled();
        flush(m_context, m_batch, m_sink);
    }

    const TermContext& m_context;
    const TupleSelection& m_selection;
    TupleBatch& m_batch;
    TupleSink& m_sink;
    const NeighbourFinder& m_finder;
    bool m_isLimited; ///< p q
    Neighbours m_neighbours;
    std::vector<int> m_blocks;
    std::vector<Group> m_groups;
    std::vector<std::size_t> m_order;
    std::vector<int> m_key;
};

/// What the parts of a sum share.
class SelectedSums {
public:
    SelectedSums(const TermContext& context, const TupleSelection& selection)
        : m_context(context)
        , m_selection(selection)
    {
        if (context.term.k > 1)
            m_finder.emplace(finderFor(context, selection));
        if (context.term.k == 3)
            m_middles = middles();
        if (context.term.k == 4)
            m_neighbours.emplace(context, selection, *m_finder);
    }
    /// The tuples around the atoms begin..end - 1.
    void sum(int begin, int end, TupleSink& sink) const
    {
        const auto batch = std::make_unique_for_overwrite<TupleBatch>(); // 20 kB that need no zeros
        batch->aroundThird = nullptr;
        if (m_context.term.k == 2)
            runOver(begin, end, PairRun(m_context, m_selection, *m_finder, *batch, sink));
        else if (m_context.term.k == 3)
            runOver(begin, end, TripleRun(m_context, m_selection, *m_finder, *batch, sink));
        else
            runOver(begin, end, ChainRun(m_context, m_selection, *m_neighbours, *batch, sink));
    }

private:
    template <typename Run> void runOver(int begin, int end, Run run) const
    {
        for (int atom = begin; atom < end; ++atom)
            if (m_middles.empty() || m_middles[atom])
                run.run(atom);
    }
    /// Atoms that a chosen atom has within reach, and the chosen atoms themselves: no others are in the middle of a wanted
    /// triple.
    std::vector<char> middles() const
    {
        std::vector<char> near = m_selection.atoms;
        Neighbours neighbours;
        for (int i = 0; i < m_context.structure.atomCount() && !near.empty(); ++i)
            if (m_selection.hasAtom(i)) {
                m_finder->find(i, 0, m_context.species.ofAtom, neighbours);
                for (int n = 0; n < neighbours.count; ++n)
                    near[static_cast<std::size_t>(neighbours.atom[n])] = 1;
            }
        return near;
    }

    const TermContext& m_context;
    const TupleSelection& m_selection;
    std::optional<NeighbourFinder> m_finder;
    std::optional<ChosenFirst> m_neighbours; ///< k = 4
    std::vector<char> m_middles; ///< empty: all
};

} // namespace

void sumSelectedTuples(const TermContext& context, const TupleSelection& selection, TupleSink& sink)
{
    TupleSink* const whole = &sink;
    sumSelectedTuples(context, selection, std::span(&whole, 1));
}

void sumSelectedTuples(const TermContext& context, const TupleSelection& selection, std::span<TupleSink* const> parts)
{
    if (context.term.k == 1) {
        WantedAtoms wanted(selection, *parts.front());
        return sumTuples(context, wanted);
    }
    const SelectedSums sums(context, selection);
    const auto begin = [&](std::size_t part) {
        return static_cast<int>(static_cast<std::size_t>(context.structure.atomCount()) * part / parts.size());
    };
    if (parts.size() == 1)
        return sums.sum(0, context.structure.atomCount(), *parts.front());
    tbb::this_task_arena::isolate([&] {
        tbb::parallel_for(std::size_t {0}, parts.size(),
                          [&](std::size_t part) { sums.sum(begin(part), begin(part + 1), *parts[part]); });
    });
}

int partsOf(const TermContext& context)
{
    constexpr int kAtomsPerPart = 12, kMostParts = 16;
    return context.term.k < 3 ? 1 : std::clamp(context.structure.atomCount() / kAtomsPerPart, 1, kMostParts);
}

} // namespace mbtr
