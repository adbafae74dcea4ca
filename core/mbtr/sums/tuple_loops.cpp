#include "core/mbtr/sums/tuple_loops.h"

#include "core/chemistry/neighbour_finder.h"
#include "core/mbtr/sums/batch_math.h"
#include "core/mbtr/sums/zero_values.h"

namespace mbtr {

void flush(const TermContext& context, TupleBatch& batch, TupleSink& sink)
{
    if (batch.count == 0)
        return;
    if (context.term.k > 1) // else filled in already
        evaluateGeometry(context.term.geometry, batch);
    if (context.weighting.undefinedAtZero)
        requireNoZeros(context, batch);
    evaluateWeighting(context.weighting, context.term.k, batch);
    batch.rounding = context.weighting.vanishesAtZero ? roundingOfZeros(context, batch) : 0;
    sink.take(batch);
    batch.count = 0;
}

std::vector<int> blocksOfPairs(const TermContext& context, int element)
{
    std::vector<int> blocks;
    for (int other = 0; other < context.species.size(); ++other)
        blocks.push_back(context.blocks.id({element, other}));
    return blocks;
}

std::vector<int> blocksOfTriples(const TermContext& context, int middle)
{
    std::vector<int> blocks;
    for (int end = 0; end < context.species.size(); ++end)
        for (int other = 0; other < context.species.size(); ++other)
            blocks.push_back(context.blocks.id({end, middle, other}));
    return blocks;
}

std::vector<int> blocksOfChains(const TermContext& context, int second, int third)
{
    std::vector<int> blocks;
    for (int first = 0; first < context.species.size(); ++first)
        for (int fourth = 0; fourth < context.species.size(); ++fourth)
            blocks.push_back(context.blocks.id({first, second, third, fourth}));
    return blocks;
}

bool isSameSite(const Neighbours& far, int d, const std::array<int, 3>& third, int atom, const std::array<int, 3>& image)
{
    if (far.atom[d] != atom)
        return false;
    for (std::size_t axis = 0; axis < 3; ++axis)
        if (far.image[d][axis] + third[axis] != image[axis])
            return false;
    return true;
}

} // namespace mbtr
