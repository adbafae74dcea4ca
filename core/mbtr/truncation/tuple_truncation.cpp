#include "core/mbtr/truncation/tuple_truncation.h"

#include "core/base/text.h"
#include "core/mbtr/truncation/grid_truncation.h"

#include <algorithm>
#include <fmt/format.h>

namespace mbtr {

namespace {

constexpr int kMostMolecules = 1000;
constexpr int kMostCrystals = 6;
constexpr double kWorthAWarning = 0.05;

bool isCrystal(const Structure& structure, const Layout& layout)
{
    return structure.isPeriodic() && layout.settings.periodicity == Periodicity::Auto;
}

void add(std::vector<CutWeight>& sums, const std::vector<CutWeight>& weights)
{
    for (std::size_t t = 0; t < sums.size(); ++t) {
        sums[t].kept += weights[t].kept;
        sums[t].dropped += weights[t].dropped;
        sums[t].exact = sums[t].exact && weights[t].exact;
        sums[t].endless = sums[t].endless || weights[t].endless;
        sums[t].uncounted = sums[t].uncounted || weights[t].uncounted;
    }
}

} // namespace

std::vector<CutWeight> cutWeightsOf(const Dataset& dataset, const Layout& layout, Progress& progress)
{
    const auto crystals = std::count_if(dataset.structures.begin(), dataset.structures.end(),
                                        [&](const Structure& structure) { return isCrystal(structure, layout); });
    const int everyCrystal = static_cast<int>((crystals + kMostCrystals - 1) / kMostCrystals);
    const int everyMolecule = (dataset.size() - static_cast<int>(crystals) + kMostMolecules - 1) / kMostMolecules;
    std::vector<CutWeight> sums(layout.settings.terms.size());
    int crystal = 0, molecule = 0;
    for (const Structure& structure : dataset.structures) {
        const bool periodic = isCrystal(structure, layout);
        if ((periodic ? crystal++ % everyCrystal : molecule++ % everyMolecule) == 0)
            add(sums, cutWeights(structure, layout, progress));
    }
    for (CutWeight& sum : sums)
        sum.exact = sum.exact && everyMolecule <= 1;
    return sums;
}

std::string limitOf(const TermSettings& term)
{
    const Weighting& weighting = term.weighting;
    if (weighting.threshold)
        return "the threshold " + toText(*weighting.threshold);
    if (weighting.rCut && !weighting.accuracy)
        return "r_cut " + toText(*weighting.rCut) + " A";
    return "the accuracy " + toText(weighting.accuracy.value_or(1e-3));
}

Messages tupleTruncationMessages(const Layout& layout, const std::vector<CutWeight>& weights)
{
    Messages messages;
    const auto say = [&](Severity severity, std::size_t t, const std::string& text) {
        const TermSettings& term = layout.settings.terms[t];
        messages.push_back({.severity = severity,
                            .text = fmt::format("terms[{}] ({}, {}): {}", t, info(term.geometry).name,
                                                info(term.weighting.function).name, text)});
    };
    for (std::size_t t = 0; t < weights.size(); ++t) {
        const std::string limit = limitOf(layout.settings.terms[t]);
        if (weights[t].endless)
            say(Severity::Note, t,
                "in a crystal the sum of these weights has no end; tuples beyond " + limit + " are left out by choice");
        if (weights[t].uncounted)
            say(Severity::Note, t, "tuples beyond " + limit + " are left out; they are too many to weigh");
        if (const double share = weights[t].share(); share > kWorthMentioning)
            say(share > kWorthAWarning ? Severity::Warning : Severity::Note, t,
                fmt::format("{}{:.{}g} % of the weight lies beyond {} and is left out", weights[t].exact ? "" : "about ",
                            100 * share, weights[t].exact ? 3 : 2, limit));
    }
    return messages;
}

} // namespace mbtr
