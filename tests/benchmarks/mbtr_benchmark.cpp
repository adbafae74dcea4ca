#include "core/features/feature_matrix.h"
#include "core/io/read_dataset.h"
#include "core/mbtr/block_sums.h"
#include "core/mbtr/mbtr.h"
#include "tests/support/plain_mbtr.h"
#include "tests/support/structures.h"
#include "tests/support/test_data.h"

#include <benchmark/benchmark.h>
#include <map>
#include <random>

// The representation by the program and by the formulas written down plainly (tests/support/plain_mbtr.h), in one run.
// For numbers on a busy machine: --benchmark_repetitions=9, and take the least time of the processor.

using namespace mbtr;

namespace {

constexpr auto kExp = [](double threshold) {
    return Weighting {.function = WeightingFunction::Exp, .scale = 0.5, .threshold = threshold};
};

const Dataset& structuresOf(const std::string& realFile, const std::string& ownFile)
{
    static std::map<std::string, Dataset> read;
    Progress progress;
    if (!read.contains(realFile)) {
        const std::string real = test::realDataFile(realFile);
        const std::string path = real.empty() ? MBTR_SOURCE_DIR "/resources/examples/" + ownFile : real;
        read[realFile] = readFiles(std::vector {path}, progress);
    }
    return read[realFile];
}

const Dataset& molecules()
{
    return structuresOf("molecules/qm7_pbe0.extxyz.gz", "small_molecules.extxyz.gz");
}

Dataset drawn(const Dataset& dataset, std::size_t count)
{
    Dataset some;
    std::vector<Structure> all = dataset.structures;
    std::shuffle(all.begin(), all.end(), std::mt19937(7));
    all.resize(std::min(count, all.size()));
    some.structures = std::move(all);
    return some;
}

Structure repeated(const Structure& cell, int n)
{
    Structure large = cell;
    large.species.clear();
    large.positions.resize(3, cell.atomCount() * n * n * n);
    for (int u = 0; u < n; ++u)
        for (int v = 0; v < n; ++v)
            for (int w = 0; w < n; ++w)
                for (int i = 0; i < cell.atomCount(); ++i) {
                    large.positions.col(large.atomCount()) = cell.positions.col(i) + cell.cell->toCartesian({Eigen::Vector3d(u, v, w)});
                    large.species.push_back(cell.species[static_cast<std::size_t>(i)]);
                }
    large.cell->vectors *= n;
    return large;
}

/// Face-centred cubic, a = 4.05 angstrom.
Structure aluminium(int n)
{
    Structure cell;
    cell.species = {13, 13, 13, 13};
    cell.positions.resize(3, 4);
    cell.positions << 0, 0, .5, .5, 0, .5, 0, .5, 0, .5, .5, 0;
    cell.positions *= 4.05;
    cell.cell = cellFromParameters({4.05, 4.05, 4.05}, {90, 90, 90});
    return repeated(cell, n);
}

MbtrSettings distances(const Weighting& weighting)
{
    return {.terms = {{.k = 2, .geometry = Geometry::InverseDistance, .weighting = weighting, .grid = {.min = 0, .max = 1.2, .n = 100}, .sigma = 0.02}},
            .discretization = Discretization::Dscribe};
}

MbtrSettings cosines(const Weighting& weighting)
{
    return {.terms = {{.k = 3, .geometry = Geometry::Cosine, .weighting = weighting, .grid = {.min = -1, .max = 1, .n = 100}, .sigma = 0.05}},
            .discretization = Discretization::Dscribe};
}

/// One after the other on this thread.
void byProgram(benchmark::State& state, const Dataset& dataset, const MbtrSettings& settings)
{
    const auto layout = layoutFor(dataset, settings);
    Progress progress;
    SumsWorkspace workspace;
    for (auto _ : state)
        for (const Structure& structure : dataset.structures)
            benchmark::DoNotOptimize(computeMbtr(structure, layout, workspace, progress).values.data());
}

void byFormula(benchmark::State& state, const Dataset& dataset, const MbtrSettings& settings, double reach)
{
    const auto layout = layoutFor(dataset, settings);
    for (auto _ : state)
        for (const Structure& structure : dataset.structures)
            benchmark::DoNotOptimize(test::plainMbtr(structure, *layout, reach).data());
}

void thousandMolecules(benchmark::State& state)
{
    byProgram(state, drawn(molecules(), 1000), preset("dscribe"));
}

void thousandMoleculesPlain(benchmark::State& state)
{
    byFormula(state, drawn(molecules(), 1000), preset("dscribe"), 0);
}

Dataset only(const Structure& structure)
{
    Dataset dataset;
    dataset.structures = {structure};
    return dataset;
}

void perovskitePairs(benchmark::State& state)
{
    byProgram(state, only(repeated(test::perovskite(), 2)), distances(kExp(1e-3)));
}

void perovskitePairsPlain(benchmark::State& state)
{
    byFormula(state, only(repeated(test::perovskite(), 2)), distances(kExp(1e-3)), 13.82);
}

void perovskiteTriples(benchmark::State& state)
{
    byProgram(state, only(repeated(test::perovskite(), 2)), cosines(kExp(1e-5)));
}

void perovskiteTriplesPlain(benchmark::State& state)
{
    byFormula(state, only(repeated(test::perovskite(), 2)), cosines(kExp(1e-5)), 11.52);
}

const Weighting kSixAngstrom {.function = WeightingFunction::Exp, .threshold = 1e-3, .rCut = 6};

void aluminiumPairs(benchmark::State& state)
{
    byProgram(state, only(aluminium(static_cast<int>(state.range(0)))), distances(kSixAngstrom));
    state.SetComplexityN(4 * state.range(0) * state.range(0) * state.range(0));
}

void aluminiumPairsPlain(benchmark::State& state)
{
    Weighting weighting = kSixAngstrom;
    weighting.scale = -std::log(1e-3) / 6;
    weighting.rCut.reset();
    byFormula(state, only(aluminium(static_cast<int>(state.range(0)))), distances(weighting), 6.0001);
}

/// All of QM7 into a matrix, by as many threads as there are processors.
void featuresOfMolecules(benchmark::State& state, const char* settings)
{
    const Dataset& dataset = molecules();
    const auto layout = layoutFor(dataset, preset(settings));
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(buildFeatures(dataset, layout, progress).values.data());
    state.counters["features"] = static_cast<double>(layout->featureCount);
}

/// Sums that reach 31.6 angstrom. Argument: number of structures.
void powerLawCrystals(benchmark::State& state)
{
    const Dataset some = drawn(structuresOf("crystals/nmd18_train_2400.extxyz.gz", "crystals.extxyz"), static_cast<std::size_t>(state.range(0)));
    byProgram(state, some, distances({.function = WeightingFunction::InverseSquare, .accuracy = 1e-3}));
}

void powerLawCrystalsPlain(benchmark::State& state)
{
    const Dataset some = drawn(structuresOf("crystals/nmd18_train_2400.extxyz.gz", "crystals.extxyz"), static_cast<std::size_t>(state.range(0)));
    byFormula(state, some, distances({.function = WeightingFunction::InverseSquare, .accuracy = 1e-3}), 31.63);
}

} // namespace

BENCHMARK(thousandMolecules)->Unit(benchmark::kMillisecond);
BENCHMARK(thousandMoleculesPlain)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(perovskitePairs)->Unit(benchmark::kMillisecond);
BENCHMARK(perovskitePairsPlain)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(perovskiteTriples)->Unit(benchmark::kMillisecond);
BENCHMARK(perovskiteTriplesPlain)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(aluminiumPairs)->Arg(4)->Arg(8)->Arg(16)->Unit(benchmark::kMillisecond)->Complexity();
BENCHMARK(aluminiumPairsPlain)->Arg(4)->Arg(8)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(featuresOfMolecules, paper, "paper-molecules")->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(powerLawCrystals)->Arg(20)->Unit(benchmark::kMillisecond);
BENCHMARK(powerLawCrystalsPlain)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(1);
