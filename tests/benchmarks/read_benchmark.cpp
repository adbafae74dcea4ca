#include "core/io/read_dataset.h"
#include "tests/support/test_data.h"

#include <benchmark/benchmark.h>

namespace {

void read(benchmark::State& state, const char* name)
{
    const std::string path = mbtr::test::realDataFile(name);
    if (path.empty()) {
        state.SkipWithError("the real datasets are not here");
        return;
    }
    mbtr::Progress progress;
    int structures = 0;
    for (auto _ : state)
        structures += mbtr::readFile(path, progress).size();
    state.counters["structures"] = benchmark::Counter(structures, benchmark::Counter::kIsRate);
}

} // namespace

BENCHMARK_CAPTURE(read, qm7, "molecules/qm7_pbe0.extxyz.gz")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read, uracil_with_forces, "md/md17_uracil_3000.extxyz.gz")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read, nmd18, "crystals/nmd18_train_2400.extxyz.gz")->Unit(benchmark::kMillisecond);
