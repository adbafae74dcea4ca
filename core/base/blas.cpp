#include "core/base/blas.h"

#include <cblas.h>
#include <cstdlib>
#include <unistd.h>

namespace mbtr {

namespace {

/// The best kernels of OpenBLAS for this processor; nullptr where its own choice is as good.
const char* bestCoreType()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vl"))
        return "SkylakeX";
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return "Haswell";
#endif
    return nullptr;
}

} // namespace

void restartWithFastBlas(char** argv)
{
    const char* best = bestCoreType();
    if (!best || std::getenv("OPENBLAS_CORETYPE") || std::string(openblas_get_corename()) == best)
        return;
    setenv("OPENBLAS_CORETYPE", best, 1);
    execv("/proc/self/exe", argv); // returns only where it fails: then the slow kernels have to do
}

std::string blasDescription()
{
    std::string config = openblas_get_config(); // "OpenBLAS 0.3.21 NO_AFFINITY ..."
    const auto second = config.find(' ', config.find(' ') + 1);
    return config.substr(0, second) + ", " + openblas_get_corename() + " kernels, "
        + std::to_string(openblas_get_num_threads()) + " threads";
}

} // namespace mbtr
