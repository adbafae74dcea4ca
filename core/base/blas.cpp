#include "core/base/blas.h"

#include <algorithm>
#include <array>
#include <cblas.h>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <unistd.h>

namespace mbtr {

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

/// Vector width that kernels of OpenBLAS use; within one width its choices differ by little.
enum class Level { Sse, Avx2, Avx512 };

Level levelOf(std::string_view coreName)
{
    constexpr std::array<std::string_view, 3> kAvx512 {"skylakex", "cooperlake", "sapphirerapids"};
    constexpr std::array<std::string_view, 3> kAvx2 {"haswell", "zen", "excavator"};
    std::string name(coreName);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (std::find(kAvx512.begin(), kAvx512.end(), name) != kAvx512.end())
        return Level::Avx512;
    return std::find(kAvx2.begin(), kAvx2.end(), name) != kAvx2.end() ? Level::Avx2 : Level::Sse;
}

Level levelOfProcessor()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vl"))
        return Level::Avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return Level::Avx2;
#endif
    return Level::Sse;
}

/// Valgrind does not follow execv by default: the program would escape it.
bool isWatched()
{
    const char* preload = std::getenv("LD_PRELOAD");
    return kSanitized || (preload && std::strstr(preload, "vgpreload"));
}

} // namespace

void restartWithFastBlas(char** argv)
{
    if (std::getenv("OPENBLAS_CORETYPE") || isWatched())
        return;
    const Level possible = levelOfProcessor();
    if (levelOf(openblas_get_corename()) >= possible)
        return;
    // Not "/proc/self/exe" itself: process lists would show a program named "exe".
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error)
        return;
    setenv("OPENBLAS_CORETYPE", possible == Level::Avx512 ? "SkylakeX" : "Haswell", 1);
    execv(program.c_str(), argv); // returns only where it fails: then the slow kernels have to do
}

std::string blasDescription()
{
    std::string config = openblas_get_config(); // "OpenBLAS 0.3.21 NO_AFFINITY ..."
    const auto second = config.find(' ', config.find(' ') + 1);
    return config.substr(0, second) + ", " + openblas_get_corename() + " kernels, " + std::to_string(openblas_get_num_threads())
        + " threads";
}

} // namespace mbtr
