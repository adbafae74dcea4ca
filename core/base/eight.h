#pragma once

namespace mbtr {

/// Eight numbers anywhere in memory. By name, because the compiler would check for overlaps before each short loop. Only
/// between functions that are inlined: how it is passed on depends on the processor.
using Eight [[gnu::vector_size(64), gnu::aligned(8), gnu::may_alias]] = double;

inline __attribute__((always_inline)) const Eight& eightAt(const double* numbers)
{
    return *reinterpret_cast<const Eight*>(numbers);
}

inline __attribute__((always_inline)) Eight& eightAt(double* numbers)
{
    return *reinterpret_cast<Eight*>(numbers);
}

} // namespace mbtr
