#include "core/mbtr/term_facts.h"

#include "core/base/error.h"
#include "core/mbtr/truncation/grid_truncation.h"
#include "core/mbtr/weighting.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr {

namespace {

constexpr double kMostCounted = 1e6; // tuples: some tenths of a second

/// About: in a crystal as if atoms were spread evenly.
double tupleEstimate(const Structure& structure, const TermSettings& term, bool crystal)
{
    const double atoms = structure.atomCount();
    double partners = atoms - 1;
    if (crystal) {
        const double reach = std::min(makeReady(term, crystal, 1, "term").reach, term.weighting.rCut.value_or(1e9));
        partners = atoms / std::abs(structure.cell->vectors.determinant()) * 4 / 3 * std::numbers::pi * std::pow(reach, 3);
    }
    return atoms * std::pow(std::max(partners, 1.0), term.k - 1) / 2;
}

std::optional<TermFacts::Peak> highest(const MbtrTensor& tensor, int term)
{
    std::optional<TermFacts::Peak> peak;
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const Block& block = tensor.layout->blocks[tensor.blocks[i]];
        const auto values = tensor.blockValues(i);
        const auto top = std::max_element(values.begin(), values.end());
        if (block.term == term && top != values.end() && *top > (peak ? peak->value : 0))
            peak = TermFacts::Peak {block, static_cast<int>(top - values.begin()), *top, {}};
    }
    return peak;
}

} // namespace

TermFacts termFacts(const Structure& structure, const MbtrTensor& tensor, int term, Progress& progress)
{
    const Layout& layout = *tensor.layout;
    const auto t = static_cast<std::size_t>(term);
    TermFacts facts {.term = layout.settings.terms[t], .bins = layout.bins[t], .species = layout.species};
    facts.isCrystal = structure.isPeriodic() && layout.settings.periodicity == Periodicity::Auto;
    facts.outsideGrid = truncatedShare(tensor.weights[t]);
    facts.beyondLimit = t < tensor.cuts.size() ? tensor.cuts[t].share() : 0;
    for (const int element : structure.species)
        ++facts.atoms[element];
    const bool counts = tupleEstimate(structure, facts.term, facts.isCrystal) <= kMostCounted;
    if (counts)
        facts.tuples = 0;
    facts.peak = highest(tensor, term);
    for (const int index : tensor.blocks) {
        const Block& block = layout.blocks[index];
        if (block.term != term)
            continue;
        ++facts.blocks;
        if (counts)
            *facts.tuples += static_cast<std::int64_t>(
                contributionsTo(structure, tensor.layout, index, 0, facts.bins.n, progress).tuples.size());
        if (facts.peak && facts.peak->block.begin == block.begin)
            facts.peak->made = contributionsTo(structure, tensor.layout, index, facts.peak->bin, facts.peak->bin + 1, progress);
    }
    return facts;
}

} // namespace mbtr
