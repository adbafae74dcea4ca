#include "core/mbtr/mbtr.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/tuple_sums.h"

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

void append(MbtrTensor& tensor, const std::vector<Target>& targets, const std::vector<double>& sums, int bins)
{
    for (const Target& target : targets) {
        tensor.blocks.push_back(target.block);
        const double* values = sums.data() + static_cast<std::ptrdiff_t>(target.source) * bins;
        std::transform(values, values + bins, std::back_inserter(tensor.values),
                       [&](double value) { return value * target.factor; });
        tensor.offsets.push_back(tensor.values.size());
    }
}

std::vector<double> sumTerm(const TermContext& context, const Broadening& broadening)
{
    const int n = context.species.size();
    const int pairs = context.species.pairCount();
    BlockSums sums(broadening, context.term.k == 1 ? n : context.term.k == 2 ? pairs : n * pairs);
    if (context.term.k == 1)
        sumAtoms(context, sums);
    else if (context.term.k == 2)
        sumPairs(context, sums);
    else
        sumTriples(context, sums);
    return sums.finish();
}

void requireFinite(const std::vector<double>& values, const Structure& structure, std::size_t term, const TermSettings& settings)
{
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
        throw NumericalError("structure " + inQuotes(structure.name) + ": term " + std::to_string(term) + " ("
                             + std::string(info(settings.geometry).name) + ", weighting "
                             + std::string(info(settings.weighting.function).name) + ") gives numbers that are not finite");
}

void requireUsable(const Structure& structure, bool crystal)
{
    if (structure.species.empty())
        throw SettingsError("structure", inQuotes(structure.name) + " has no atoms");
    if (!structure.positions.allFinite())
        throw NumericalError("structure " + inQuotes(structure.name) + " has positions that are not finite");
    if (crystal && !isUsable(*structure.cell))
        throw NumericalError("structure " + inQuotes(structure.name) + " has a cell without volume");
}

} // namespace

MbtrTensor computeMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress)
{
    const MbtrSettings& settings = layout->settings;
    const bool crystal = structure.isPeriodic() && settings.periodicity == Periodicity::Auto;
    requireUsable(structure, crystal);
    const LocalSpecies species = localSpecies(structure, *layout);
    const LatticeWalk walk(crystal ? structure.cell : std::nullopt);
    const bool hasTriples = std::any_of(settings.terms.begin(), settings.terms.end(), [](const auto& term) { return term.k == 3; });
    const double smallest = crystal && hasTriples ? smallestDistance(structure, walk) : 0;

    MbtrTensor tensor;
    tensor.offsets.push_back(0);
    for (std::size_t t = 0; t < settings.terms.size(); ++t) {
        const TermSettings& term = settings.terms[t];
        const ReadyWeighting weighting = makeReady(term, crystal, smallest, "terms[" + std::to_string(t) + "]");
        const auto sums = sumTerm({structure, species, walk, term, weighting, progress}, *layout->broadenings[t]);
        requireFinite(sums, structure, t, term);
        append(tensor, targetsOf(*layout, static_cast<int>(t), species, crystal, discretizationFactor(*layout, t)), sums,
               layout->bins[t].n);
    }
    tensor.layout = std::move(layout);
    normalize(tensor, structure);
    return tensor;
}

} // namespace mbtr
