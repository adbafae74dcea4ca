#include "core/mbtr/sums/all_chains.h"

#include "core/chemistry/neighbour_finder.h"
#include "core/mbtr/sums/batch_math.h"

#include <cmath>

namespace mbtr {

namespace {

/// e of every bond to an atom.
std::vector<double> bondsOf(const Neighbours& near, double scale)
{
    std::vector<double> bonds;
    for (std::size_t i = 0; i < static_cast<std::size_t>(near.count); ++i)
        bonds.push_back(std::exp(-scale * near.distance[i]));
    return bonds;
}

double sum(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum;
}

/// Triangles with an atom at home.
class Triangles : public TupleSink {
public:
    void take(const TupleBatch& batch) override { weight += totalWeight(batch); }
    double weight = 0;
};

double weightOfTriangles(const TermContext& context, double reach)
{
    const TermSettings term {.k = 3, .geometry = Geometry::Cosine, .weighting = context.term.weighting, .grid = {}, .sigma = 1};
    const LocalBlocks blocks(3, context.species.size());
    ReadyWeighting open = context.weighting;
    open.reach = reach / 2; // of a longer leg the other side is long, too
    open.perimeter = ReadyWeighting::kNoLimit;
    Triangles triangles;
    sumTuples({context.structure, context.species, blocks, context.crystal, term, open, context.progress, context.centreStep},
              triangles);
    return triangles.weight;
}

} // namespace

double weightOfAllChains(const TermContext& context, double reach)
{
    const NeighbourFinder finder(context.structure, context.crystal, reach, &context.progress);
    Neighbours near;
    std::vector<double> sums;
    for (int atom = 0; atom < context.structure.atomCount(); ++atom) {
        finder.find(atom, 0, context.species.ofAtom, near);
        sums.push_back(sum(bondsOf(near, context.weighting.scale)));
    }
    double open = 0;
    for (int b = 0; b < context.structure.atomCount(); b += context.centreStep) {
        context.progress.throwIfCancelled();
        finder.find(b, 0, context.species.ofAtom, near);
        const auto bonds = bondsOf(near, context.weighting.scale);
        for (std::size_t c = 0; c < bonds.size(); ++c)
            open += bonds[c] * (sums[static_cast<std::size_t>(b)] - bonds[c])
                * (sums[static_cast<std::size_t>(near.atom[c])] - bonds[c]);
    }
    return open / 2 - weightOfTriangles(context, reach); // either direction counts half; a triangle closes in both
}

} // namespace mbtr
