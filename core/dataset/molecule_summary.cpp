#include "core/dataset/molecule_summary.h"

#include "core/base/error.h"
#include "core/base/work_counter.h"
#include "core/chemistry/bonding/rings.h"
#include "core/chemistry/bonding/stereocentres.h"

#include <mutex>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

template <typename Key> void addCounts(std::map<Key, long long>& to, const std::map<Key, long long>& from)
{
    for (const auto& [key, count] : from)
        to[key] += count;
}

void addTo(MoleculeSummary& sum, const MoleculeSummary& part)
{
    sum.statedBonds += part.statedBonds;
    sum.bonds += part.bonds;
    for (std::size_t i = 0; i < sum.fragments.size(); ++i)
        sum.fragments[i] += part.fragments[i];
    addCounts(sum.formulas, part.formulas);
    addCounts(sum.rings, part.rings);
    sum.centresR += part.centresR;
    sum.centresS += part.centresS;
    sum.notAnalysed += part.notAnalysed;
    sum.ringsNotCounted += part.ringsNotCounted;
}

void countRings(const MolecularGraph& graph, const std::vector<Fragment>& fragments, const Progress& progress,
                MoleculeSummary& summary)
{
    try {
        for (const Ring& ring : smallestRings(graph, fragments, progress))
            ++summary.rings[static_cast<int>(ring.size())];
    } catch (const NumericalError&) {
        ++summary.ringsNotCounted;
    }
}

void analyse(const Structure& structure, const Progress& progress, MoleculeSummary& summary)
{
    const MolecularGraph graph = molecularGraph(structure);
    const auto fragments = findFragments(graph);
    summary.statedBonds += static_cast<long long>(structure.bonds.size());
    summary.bonds += static_cast<long long>(graph.bonds.size());
    std::vector<bool> isMolecule(structure.species.size());
    for (const Fragment& fragment : fragments) {
        ++summary.fragments[fragment.dimension];
        ++summary.formulas[formula(structure, fragment)];
        for (const int atom : fragment.atoms)
            isMolecule[atom] = fragment.dimension == 0;
    }
    countRings(graph, fragments, progress, summary);
    for (const Stereocentre& centre : findStereocentres(structure, graph))
        if (isMolecule[centre.atom])
            ++(centre.isR ? summary.centresR : summary.centresS);
}

} // namespace

MoleculeSummary summarizeMolecules(const Dataset& dataset, Progress& progress)
{
    WorkCounter counter(progress, dataset.size(), "fragments and rings");
    MoleculeSummary sum;
    std::mutex mutex;
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, dataset.structures.size(), 64), [&](const auto& range) {
        MoleculeSummary part;
        for (std::size_t i = range.begin(); i != range.end(); ++i) {
            try {
                analyse(dataset.structures[i], progress, part);
            } catch (const NumericalError&) {
                ++part.notAnalysed;
            }
            counter.add(1);
        }
        const std::scoped_lock lock(mutex);
        addTo(sum, part);
    });
    return sum;
}

} // namespace mbtr
