#include "core/gdml/gdml_training.h"

#include "core/io/read_dataset.h"
#include "tests/support/test_data.h"

#include <benchmark/benchmark.h>
#include <tbb/global_control.h>

// Force models of ethanol (9 atoms, 1000 independent geometries), 200 of them for training. Permutations: the first argument.

using namespace mbtr;

namespace {

const ForceData& ethanol()
{
    static const ForceData data = [] {
        Progress progress;
        const Dataset dataset = readFile(test::realDataFile("md/botnet_ethanol_train_1000.extxyz.gz"), progress);
        return forceData(dataset, {});
    }();
    return data;
}

std::vector<Permutation> permutations(std::int64_t count)
{
    std::vector<Permutation> group {identityPermutation(9)};
    if (count == 2)
        group.push_back({0, 1, 2, 4, 3, 5, 6, 7, 8});
    return group;
}

GdmlModel model(const benchmark::State& state, int geometries)
{
    const ForceData& data = ethanol();
    GdmlDescriptorSettings descriptor;
    if (state.range(1) == 1)
        descriptor = {GdmlDescriptor::Mbtr, gdmlPreset()};
    Progress progress;
    const auto n = static_cast<std::size_t>(geometries);
    return fitGdml({.geometries = std::span(data.geometries).first(n),
                    .forces = std::span(data.forces).first(n),
                    .energies = std::span(data.energies).first(n),
                    .descriptor = descriptor,
                    .permutations = permutations(state.range(0)),
                    .length = state.range(1) == 1 ? 8.0 : 20.0,
                    .lambda = state.range(1) == 1 ? 1e-6 : 1e-10},
                   progress);
}

void train(benchmark::State& state)
{
    ethanol();
    for (auto _ : state)
        benchmark::DoNotOptimize(model(state, 200).offset);
}

void predictMany(benchmark::State& state)
{
    const GdmlPredictor predictor(std::make_shared<const GdmlModel>(model(state, 200)));
    const tbb::global_control oneThread(tbb::global_control::max_allowed_parallelism, 1);
    const auto asked = std::span(ethanol().geometries).last(800);
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(predictor.predict(asked, progress).data());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(asked.size()));
}

void predictOne(benchmark::State& state)
{
    const GdmlPredictor predictor(std::make_shared<const GdmlModel>(model(state, 200)));
    for (auto _ : state)
        benchmark::DoNotOptimize(predictor.predict(ethanol().geometries[500]).energy);
}

void cases(benchmark::internal::Benchmark* benchmark)
{
    benchmark->ArgNames({"permutations", "mbtr"})->Args({2, 0})->Args({2, 1});
}

} // namespace

BENCHMARK(train)->Apply(cases)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(predictMany)->Apply(cases)->Unit(benchmark::kMillisecond);
BENCHMARK(predictOne)->Apply(cases)->Unit(benchmark::kMicrosecond);
