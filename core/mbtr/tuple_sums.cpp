#include "core/mbtr/tuple_sums.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace mbtr {

namespace {

constexpr double kCoincident = 1e-6; // angstrom

/// Far enough for every pair of a finite structure.
double diameter(const Structure& structure)
{
    const Eigen::Vector3d extent = structure.positions.rowwise().maxCoeff() - structure.positions.rowwise().minCoeff();
    return extent.norm() + 1;
}

double finiteReach(const TermContext& context)
{
    return std::isinf(context.weighting.reach) ? diameter(context.structure) : context.weighting.reach;
}

[[noreturn]] void refuseCoincident(const Structure& structure, int i, int j)
{
    throw NumericalError("structure " + inQuotes(structure.name) + ": atoms " + std::to_string(i + 1) + " and "
                         + std::to_string(j + 1) + " are at the same place");
}

/// Collects tuples and hands on full batches.
class BatchFiller {
public:
    BatchFiller(const TermContext& context, TupleSink& sink)
        : m_context(context)
        , m_sink(sink)
        , m_batch(std::make_unique<TupleBatch>())
    {
    }
    TupleBatch& batch() { return *m_batch; }
    std::size_t next()
    {
        if (m_batch->count == TupleBatch::kSize)
            flush();
        return static_cast<std::size_t>(m_batch->count++);
    }
    void flush()
    {
        evaluateGeometry(m_context.term.geometry, *m_batch);
        evaluateWeighting(m_context.weighting, m_context.term.k, *m_batch);
        m_sink.take(*m_batch);
        m_batch->count = 0;
    }

private:
    const TermContext& m_context;
    TupleSink& m_sink;
    std::unique_ptr<TupleBatch> m_batch;
};

/// Atoms around one atom, nearest first.
struct Neighbour {
    Eigen::Vector3d vector; ///< from the middle atom, angstrom
    double distance;
    int species;
};

std::vector<Neighbour> neighboursOf(const TermContext& context, int middle, double reach)
{
    std::vector<Neighbour> neighbours;
    const auto& positions = context.structure.positions;
    for (int j = 0; j < context.structure.atomCount(); ++j) {
        const Eigen::Vector3d offset = positions.col(j) - positions.col(middle);
        const int species = context.species.ofAtom[static_cast<std::size_t>(j)];
        context.walk.forEachRow(offset, reach, [&](const LatticeWalk::Row& row) {
            for (int n = 0; n < row.count; ++n) {
                const Eigen::Vector3d vector = row.first + n * row.step;
                const double distance = vector.norm();
                const bool self = j == middle && row.image == Eigen::Vector3i::Zero() - n * Eigen::Vector3i::Unit(row.direction);
                if (self || distance > reach)
                    continue;
                if (distance < kCoincident)
                    refuseCoincident(context.structure, middle, j);
                neighbours.push_back({vector, distance, species});
            }
        });
    }
    std::sort(neighbours.begin(), neighbours.end(),
              [](const Neighbour& a, const Neighbour& b) { return a.distance < b.distance; });
    return neighbours;
}

void fillTriple(TupleBatch& batch, std::size_t t, const Neighbour& a, const Neighbour& b)
{
    const double pq = a.distance * b.distance;
    batch.p[t] = a.distance;
    batch.q[t] = b.distance;
    batch.r[t] = (a.vector - b.vector).norm();
    batch.dot[t] = a.vector.dot(b.vector) / pq;
    batch.cross[t] = a.vector.cross(b.vector).norm() / pq;
    batch.share[t] = 1;
}

} // namespace

void sumAtoms(const TermContext& context, TupleSink& sink)
{
    const auto valueOf = [&](std::size_t atom, int count) {
        switch (context.term.geometry) {
        case Geometry::AtomicNumber:
            return static_cast<double>(context.structure.species[atom]);
        case Geometry::Count:
            return static_cast<double>(count);
        default:
            return 1.0;
        }
    };
    const bool inverseCount = context.weighting.function == WeightingFunction::InverseCount;
    auto batch = std::make_unique<TupleBatch>();
    for (std::size_t atom = 0; atom < context.species.ofAtom.size(); ++atom) {
        const int species = context.species.ofAtom[atom];
        const int count = context.species.counts[static_cast<std::size_t>(species)];
        batch->count = 1;
        batch->block[0] = species;
        batch->share[0] = 1;
        batch->g[0] = valueOf(atom, count);
        evaluateWeighting(context.weighting, 1, *batch);
        if (inverseCount)
            batch->w[0] = 1.0 / count;
        sink.take(*batch);
    }
}

void sumPairs(const TermContext& context, TupleSink& sink)
{
    const auto& positions = context.structure.positions;
    const double reach = finiteReach(context);
    BatchFiller filler(context, sink);
    for (int i = 0; i < context.structure.atomCount(); ++i) {
        context.progress.throwIfCancelled();
        for (int j = i; j < context.structure.atomCount(); ++j) {
            const int block = context.species.pair(context.species.ofAtom[static_cast<std::size_t>(i)],
                                                   context.species.ofAtom[static_cast<std::size_t>(j)]);
            const Eigen::Vector3d offset = positions.col(j) - positions.col(i);
            // Pairs of two atoms at home are met once here and twice in the definition; an atom and its own images twice in both.
            const double share = i == j ? 0.5 : 1.0;
            context.walk.forEachRow(offset, reach, [&](const LatticeWalk::Row& row) {
                for (int n = 0; n < row.count; ++n) {
                    const double distance = (row.first + n * row.step).norm();
                    if (distance > reach)
                        continue;
                    if (distance < kCoincident) {
                        if (i == j)
                            continue; // the atom itself
                        refuseCoincident(context.structure, i, j);
                    }
                    const std::size_t t = filler.next();
                    filler.batch().p[t] = distance;
                    filler.batch().share[t] = share;
                    filler.batch().block[t] = block;
                }
            });
        }
    }
    filler.flush();
}

void sumTriples(const TermContext& context, TupleSink& sink)
{
    const double reach = finiteReach(context);
    BatchFiller filler(context, sink);
    for (int middle = 0; middle < context.structure.atomCount(); ++middle) {
        const int firstBlock = context.species.ofAtom[static_cast<std::size_t>(middle)] * context.species.pairCount();
        const std::vector<Neighbour> neighbours = neighboursOf(context, middle, reach);
        for (std::size_t a = 0; a < neighbours.size(); ++a) {
            context.progress.throwIfCancelled();
            const double longest = context.weighting.productPq / neighbours[a].distance;
            for (std::size_t b = 0; b < a && neighbours[b].distance <= longest; ++b) {
                const std::size_t t = filler.next();
                fillTriple(filler.batch(), t, neighbours[a], neighbours[b]);
                filler.batch().block[t] = firstBlock + context.species.pair(neighbours[a].species, neighbours[b].species);
            }
        }
    }
    filler.flush();
}

void sumTuples(const TermContext& context, TupleSink& sink)
{
    if (context.term.k == 1)
        sumAtoms(context, sink);
    else if (context.term.k == 2)
        sumPairs(context, sink);
    else
        sumTriples(context, sink);
}

double smallestDistance(const Structure& structure, const LatticeWalk& walk)
{
    double smallest = ReadyWeighting::kNoLimit;
    // Doubling spheres: the first that holds a pair is nearly as small as can be.
    for (double radius = 2; std::isinf(smallest) && radius < 1e3; radius *= 2)
        for (int i = 0; i < structure.atomCount(); ++i)
            for (int j = i; j < structure.atomCount(); ++j)
                walk.forEachRow(structure.positions.col(j) - structure.positions.col(i), radius,
                                [&](const LatticeWalk::Row& row) {
                                    for (int n = 0; n < row.count; ++n) {
                                        const double distance = (row.first + n * row.step).norm();
                                        if (i != j || distance > kCoincident)
                                            smallest = std::min(smallest, distance);
                                    }
                                });
    return smallest;
}

} // namespace mbtr
