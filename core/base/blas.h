#pragma once

#include <string>

namespace mbtr {

/// OpenBLAS takes its slowest kernels on some virtual machines. Call first thing in main: where the processor can do better
/// and nobody set OPENBLAS_CORETYPE, sets it and starts this program once more in place of itself; otherwise returns.
void restartWithFastBlas(char** argv);

/// What runs, for `--version` and the About box: "OpenBLAS 0.3.21, SkylakeX kernels, 2 threads".
std::string blasDescription();

} // namespace mbtr
