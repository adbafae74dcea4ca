#include "core/io/read_dataset.h"
#include "core/mbtr/contributions/contributions.h"
#include "core/mbtr/contributions/moving_mbtr.h"
#include "core/mbtr/gradients/mbtr_gradient.h"
#include "core/mbtr/gradients/projected_gradient.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/presets.h"
#include "tests/support/plain_gradient.h"
#include "tests/support/structures.h"
#include "tests/support/test_data.h"

#include <array>
#include <benchmark/benchmark.h>

// Derivatives and what the window asks for while the pointer moves. Plain: tests/support/plain_gradient.h.

using namespace mbtr;

namespace {

/// Aspirin; where the real data are absent a heap of as many atoms.
Structure aspirin()
{
    const std::string path = test::realDataFile("reference/structures/aspirin.extxyz");
    Progress progress;
    return path.empty() ? test::droplet(21) : readFiles(std::vector {path}, progress).structures.front();
}

std::shared_ptr<const Layout> layoutOfStructure(const Structure& structure, const MbtrSettings& settings)
{
    return std::make_shared<Layout>(layoutOf(settings, elementsOf(structure)));
}

/// Term k of a preset.
MbtrSettings termOf(const char* name, int k)
{
    MbtrSettings settings = preset(name);
    settings.terms = {settings.terms[k - 1]};
    return settings;
}

/// k = 3, 1800 features.
void derivativesOfAspirin(benchmark::State& state)
{
    const Structure structure = aspirin();
    const auto layout = layoutOfStructure(structure, termOf("dscribe", 3));
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(computeMbtrGradient(structure, layout, progress).positions.data());
    state.counters["features"] = static_cast<double>(layout->featureCount);
}

void valuesOfAspirin(benchmark::State& state)
{
    const Structure structure = aspirin();
    const auto layout = layoutOfStructure(structure, termOf("dscribe", 3));
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(computeMbtr(structure, layout, progress).values.data());
}

void derivativesOfAspirinPlain(benchmark::State& state)
{
    const Structure structure = aspirin();
    const auto layout = layoutOfStructure(structure, termOf("dscribe", 3));
    for (auto _ : state)
        benchmark::DoNotOptimize(test::plainGradient(structure, layout).data());
}

/// Argument: number of atoms.
void derivativesOfDroplet(benchmark::State& state)
{
    const Structure structure = test::droplet(static_cast<int>(state.range(0)));
    const auto layout = layoutOfStructure(structure, termOf("dscribe", 3));
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(computeMbtrGradient(structure, layout, progress).positions.data());
}

/// One brushed value, a fifth of the grid of the most crowded block (C-H pairs around C), of 100 atoms.
void gradientOfBrush(benchmark::State& state)
{
    const Structure structure = test::droplet(100);
    const auto layout = layoutOfStructure(structure, termOf("default", 3));
    const int block = blockIndex(*layout, 0, {0, 1, 1});
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(gradientOfBins(structure, layout, block, 90, 126, progress).positions.data());
}

Structure onlyCarbon(int atoms)
{
    Structure structure = test::droplet(atoms);
    structure.species.assign(structure.species.size(), 6);
    return structure;
}

/// The same where all triples are in one block.
void gradientOfBrushInCarbon(benchmark::State& state)
{
    const Structure structure = onlyCarbon(100);
    const auto layout = layoutOfStructure(structure, termOf("default", 3));
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(gradientOfBins(structure, layout, 0, 90, 126, progress).positions.data());
}

/// All features, as for the forces of a model.
void gradientOfWeightedSum(benchmark::State& state)
{
    const Structure structure = state.range(0) == 0 ? aspirin() : test::droplet(static_cast<int>(state.range(0)));
    const auto layout = layoutOfStructure(structure, preset("default"));
    const std::vector<double> weights(static_cast<std::size_t>(layout->featureCount), 0.5);
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(projectGradient(structure, layout, weights, progress).positions.data());
}

void contributionsToBrush(benchmark::State& state)
{
    const Structure structure = test::droplet(100);
    const auto layout = layoutOfStructure(structure, termOf("default", 3));
    const int block = blockIndex(*layout, 0, {0, 1, 1});
    Progress progress;
    std::size_t tuples = 0;
    for (auto _ : state)
        tuples = contributionsTo(structure, layout, block, 90, 126, progress).tuples.size();
    state.counters["tuples"] = static_cast<double>(tuples);
}

void contributionsToBrushInCarbon(benchmark::State& state)
{
    const Structure structure = onlyCarbon(100);
    const auto layout = layoutOfStructure(structure, termOf("default", 3));
    Progress progress;
    std::size_t tuples = 0;
    for (auto _ : state)
        tuples = contributionsTo(structure, layout, 0, 90, 100, progress).tuples.size();
    state.counters["tuples"] = static_cast<double>(tuples);
}

/// Arguments: atoms, k, chosen atoms.
void partOfAtoms(benchmark::State& state)
{
    const Structure structure = test::droplet(static_cast<int>(state.range(0)));
    const auto layout = layoutOfStructure(structure, termOf("default", static_cast<int>(state.range(1))));
    std::vector<int> chosen;
    for (int i = 0; i < state.range(2); ++i)
        chosen.push_back(3 * i);
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(computeMbtrOfAtoms(structure, layout, chosen, Involving::AnyAtom, progress).values.data());
}

void moveOneAtom(benchmark::State& state, const MbtrSettings& settings)
{
    const Structure structure = test::droplet(50);
    const auto layout = layoutOfStructure(structure, settings);
    Progress progress;
    MovingMbtr moving(structure, layout, progress);
    double side = 0.1;
    for (auto _ : state) {
        moving.moveAtoms(std::array {7}, structure.positions.col(7) + Eigen::Vector3d(side, 0, 0), progress);
        side = -side;
    }
}

void computeAll(benchmark::State& state, const MbtrSettings& settings)
{
    const Structure structure = test::droplet(50);
    const auto layout = layoutOfStructure(structure, settings);
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(computeMbtr(structure, layout, progress).values.data());
}

/// The default preset and dihedral angles along chains of bonds.
MbtrSettings withChains()
{
    MbtrSettings settings = preset("default");
    settings.terms.push_back({.k = 4,
                              .geometry = Geometry::Dihedral,
                              .weighting = {.function = WeightingFunction::Exp, .threshold = 1e-3, .rCut = 6},
                              .grid = {.min = -0.2, .max = 3.4, .n = 180},
                              .sigma = 0.05});
    return settings;
}

} // namespace

BENCHMARK(gradientOfBrush)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(gradientOfBrushInCarbon)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(gradientOfWeightedSum)->Arg(0)->Arg(100)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(contributionsToBrush)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(contributionsToBrushInCarbon)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(partOfAtoms)
    ->Args({100, 3, 1})
    ->Args({100, 3, 10})
    ->Args({1000, 2, 1})
    ->Args({1000, 2, 100})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(moveOneAtom, upToTriples, preset("default"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(moveOneAtom, upToChains, withChains())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(computeAll, upToTriples, preset("default"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(computeAll, upToChains, withChains())->Unit(benchmark::kMillisecond);
BENCHMARK(valuesOfAspirin)->Unit(benchmark::kMicrosecond);
BENCHMARK(derivativesOfAspirin)->Unit(benchmark::kMicrosecond);
BENCHMARK(derivativesOfAspirinPlain)->Unit(benchmark::kMicrosecond);
BENCHMARK(derivativesOfDroplet)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);
