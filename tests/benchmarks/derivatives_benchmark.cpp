#include "core/io/read_dataset.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/mbtr_gradient.h"
#include "tests/support/plain_gradient.h"
#include "tests/support/structures.h"
#include "tests/support/test_data.h"

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
    settings.terms = {settings.terms[static_cast<std::size_t>(k - 1)]};
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

} // namespace

BENCHMARK(valuesOfAspirin)->Unit(benchmark::kMicrosecond);
BENCHMARK(derivativesOfAspirin)->Unit(benchmark::kMicrosecond);
BENCHMARK(derivativesOfAspirinPlain)->Unit(benchmark::kMicrosecond);
BENCHMARK(derivativesOfDroplet)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);
