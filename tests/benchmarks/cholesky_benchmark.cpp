#include "core/models/cholesky.h"

#include "tests/support/random_features.h"

#include <benchmark/benchmark.h>
#include <lapacke.h>

// The factorisation that can be cancelled against plain dpotrf. Argument: rows.

using namespace mbtr;

namespace {

Eigen::MatrixXd positiveDefinite(int n)
{
    Eigen::MatrixXd matrix = test::randomFeatures(n, n);
    matrix = (matrix + matrix.transpose()).eval();
    matrix.diagonal().array() += 2 * n;
    return matrix;
}

void countOperations(benchmark::State& state)
{
    const double n = static_cast<double>(state.range(0));
    state.counters["FLOP/s"] = benchmark::Counter(n * n * n / 3, benchmark::Counter::kIsIterationInvariantRate);
}

void plainPotrf(benchmark::State& state)
{
    const int n = static_cast<int>(state.range(0));
    const Eigen::MatrixXd matrix = positiveDefinite(n);
    for (auto _ : state) {
        Eigen::MatrixXd factor = matrix;
        LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'L', n, factor.data(), n);
        benchmark::DoNotOptimize(factor.data());
    }
    countOperations(state);
}

void cancellableFactorization(benchmark::State& state)
{
    const Eigen::MatrixXd matrix = positiveDefinite(static_cast<int>(state.range(0)));
    Progress progress;
    for (auto _ : state) {
        Eigen::MatrixXd factor = matrix;
        factorizeCholesky(factor, progress);
        benchmark::DoNotOptimize(factor.data());
    }
    countOperations(state);
}

void sizes(benchmark::internal::Benchmark* benchmark)
{
    benchmark->Arg(1000)->Arg(5000)->Arg(10000)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
}

} // namespace

BENCHMARK(plainPotrf)->Apply(sizes);
BENCHMARK(cancellableFactorization)->Apply(sizes);
