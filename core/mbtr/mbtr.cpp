#include "core/mbtr/mbtr.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/mbtr/block_sums.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/prepared_structure.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr {

namespace {

/// A block of the structure's own elements: where its values are in the sums of the term and in the layout.
struct Target {
    int block;     ///< index into layout.blocks
    int source;    ///< block of BlockSums
    double factor; ///< of every value
};

/// Can this many atoms of the elements form the tuple? In a crystal images always can.
bool canOccur(const LocalSpecies& species, std::initializer_list<int> tuple, bool crystal)
{
    return std::all_of(tuple.begin(), tuple.end(), [&](int s) {
        return crystal || species.counts[static_cast<std::size_t>(s)] >= std::count(tuple.begin(), tuple.end(), s);
    });
}

/// From masses to what the discretisation asks for.
double discretizationFactor(const Layout& layout, std::size_t term)
{
    if (layout.settings.discretization != Discretization::Dscribe)
        return 1;
    const double perWidth = 1 / layout.bins[term].step;
    return layout.settings.normalizeGaussians
        ? perWidth
        : perWidth * layout.settings.terms[term].sigma * std::sqrt(2 * std::numbers::pi);
}

/// Adds the block of a tuple of local elements; with reversals kept its mirror image, too, and both directions of a tuple
/// that is its own mirror image.
void addTarget(std::vector<Target>& targets, const Layout& layout, int term, const LocalSpecies& species,
               std::array<int, 4> tuple, int k, int source, double factor)
{
    for (int i = 0; i < k; ++i)
        tuple[static_cast<std::size_t>(i)] = species.inLayout[static_cast<std::size_t>(tuple[static_cast<std::size_t>(i)])];
    auto mirror = tuple;
    std::reverse(mirror.begin(), mirror.begin() + k);
    const bool both = layout.settings.reversals == Reversals::Kept && k > 1;
    if (both && mirror == tuple)
        factor *= 2;
    targets.push_back({blockIndex(layout, term, tuple), source, factor});
    if (both && mirror != tuple)
        targets.push_back({blockIndex(layout, term, mirror), source, factor});
}

std::vector<Target> targetsOf(const Layout& layout, int term, const LocalSpecies& species, bool crystal, double factor)
{
    std::vector<Target> targets;
    const int n = species.size();
    const int k = layout.settings.terms[static_cast<std::size_t>(term)].k;
    for (int i = 0; i < n; ++i) {
        if (k == 1)
            addTarget(targets, layout, term, species, {i, 0, 0, 0}, k, i, factor);
        for (int j = i; j < n; ++j) {
            if (k == 2 && canOccur(species, {i, j}, crystal))
                addTarget(targets, layout, term, species, {i, j, 0, 0}, k, species.pair(i, j), factor);
            for (int middle = 0; k == 3 && middle < n; ++middle)
                if (canOccur(species, {i, middle, j}, crystal))
                    addTarget(targets, layout, term, species, {i, middle, j, 0}, k,
                              middle * species.pairCount() + species.pair(i, j), factor);
        }
    }
    std::sort(targets.begin(), targets.end(), [](const Target& a, const Target& b) { return a.block < b.block; });
    return targets;
}

void append(MbtrTensor& tensor, const std::vector<Target>& targets, const BlockSums& sums)
{
    for (const Target& target : targets) {
        tensor.blocks.push_back(target.block);
        for (const double value : sums.values(target.source))
            tensor.values.push_back(value * target.factor);
        tensor.offsets.push_back(tensor.values.size());
    }
}

int blockCount(int k, const LocalSpecies& species)
{
    return k == 1 ? species.size() : k == 2 ? species.pairCount() : species.size() * species.pairCount();
}

void requireFinite(const std::vector<double>& values, const Structure& structure, std::size_t term, const TermSettings& settings)
{
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
        throw NumericalError("structure " + inQuotes(structure.name) + ": term " + std::to_string(term) + " ("
                             + std::string(info(settings.geometry).name) + ", weighting "
                             + std::string(info(settings.weighting.function).name) + ") gives numbers that are not finite");
}

} // namespace

MbtrTensor computeMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress)
{
    const MbtrSettings& settings = layout->settings;
    const PreparedStructure prepared(structure, *layout);
    MbtrTensor tensor;
    tensor.offsets.push_back(0);
    for (std::size_t t = 0; t < settings.terms.size(); ++t) {
        const ReadyWeighting weighting = prepared.weighting(t);
        BlockSums sums(*layout->broadenings[t], blockCount(settings.terms[t].k, prepared.species()));
        sumTuples(prepared.context(t, weighting, progress), sums);
        sums.finish();
        append(tensor,
               targetsOf(*layout, static_cast<int>(t), prepared.species(), prepared.isCrystal(), discretizationFactor(*layout, t)),
               sums);
        requireFinite(tensor.values, structure, t, settings.terms[t]);
    }
    tensor.layout = std::move(layout);
    normalize(tensor, structure);
    return tensor;
}

} // namespace mbtr
