#include "core/kernels/kernel_matrix.h"

#include "tests/support/random_features.h"

#include <benchmark/benchmark.h>
#include <cblas.h>

// Kernel matrices against the plain BLAS call for the same product. Set OPENBLAS_CORETYPE as the program does.
// Arguments: structures, features.

using namespace mbtr;

namespace {

void countPairs(benchmark::State& state)
{
    const double n = static_cast<double>(state.range(0)), d = static_cast<double>(state.range(1));
    state.counters["pairs*features/s"] = benchmark::Counter(n * n / 2 * d, benchmark::Counter::kIsIterationInvariantRate);
}

void plainProduct(benchmark::State& state)
{
    const int n = static_cast<int>(state.range(0)), d = static_cast<int>(state.range(1));
    const RowMatrix features = test::randomFeatures(n, d);
    for (auto _ : state) {
        Eigen::MatrixXd matrix(n, n);
        cblas_dsyrk(CblasColMajor, CblasLower, CblasTrans, n, d, 1, features.data(), d, 0, matrix.data(), n);
        benchmark::DoNotOptimize(matrix.data());
    }
    countPairs(state);
}

void plainProductOfTwoSets(benchmark::State& state)
{
    const int n = static_cast<int>(state.range(0)), d = static_cast<int>(state.range(1));
    const RowMatrix features = test::randomFeatures(n, d);
    for (auto _ : state) {
        Eigen::MatrixXd matrix(n / 2, n);
        cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, n / 2, n, d, 1, features.data(), d, features.data(), d, 0,
                    matrix.data(), n / 2);
        benchmark::DoNotOptimize(matrix.data());
    }
    countPairs(state);
}

void kernelOfOneSet(benchmark::State& state, const Kernel& kernel)
{
    const int n = static_cast<int>(state.range(0));
    const RowMatrix features = test::randomFeatures(n, static_cast<int>(state.range(1)));
    const auto rows = test::firstRows(n);
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(kernelMatrix(kernel, features, rows, progress));
    countPairs(state);
}

void kernelOfTwoSets(benchmark::State& state, const Kernel& kernel)
{
    const int n = static_cast<int>(state.range(0));
    const RowMatrix features = test::randomFeatures(n, static_cast<int>(state.range(1)));
    const auto rowsA = test::firstRows(n / 2), rowsB = test::firstRows(n);
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(kernelMatrix(kernel, features, rowsA, features, rowsB, progress));
    countPairs(state);
}

void sizes(benchmark::internal::Benchmark* benchmark)
{
    benchmark->Args({2000, 200})->Args({5000, 9000})->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
}

} // namespace

BENCHMARK(plainProduct)->Apply(sizes);
BENCHMARK_CAPTURE(kernelOfOneSet, linear, Kernel(LinearKernel {}))->Apply(sizes);
BENCHMARK_CAPTURE(kernelOfOneSet, gaussian, Kernel(GaussianKernel {30}))->Apply(sizes);
BENCHMARK_CAPTURE(kernelOfOneSet, matern52, Kernel(Matern52Kernel {30}))->Apply(sizes);
BENCHMARK_CAPTURE(kernelOfOneSet, laplacian, Kernel(LaplacianKernel {3000}))->Apply(sizes);
BENCHMARK(plainProductOfTwoSets)->Apply(sizes);
BENCHMARK_CAPTURE(kernelOfTwoSets, gaussian, Kernel(GaussianKernel {30}))->Apply(sizes);
BENCHMARK_CAPTURE(kernelOfTwoSets, laplacian, Kernel(LaplacianKernel {3000}))->Apply(sizes);
BENCHMARK_CAPTURE(kernelOfOneSet, gaussian_large, Kernel(GaussianKernel {30}))
    ->Args({10000, 9000})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
