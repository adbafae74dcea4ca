#pragma once

// Functions marked so are compiled for plain x86-64, for AVX2 and for AVX-512; the loader takes what the processor can.
// Not under the address sanitizer, whose set-up the loader's choice would come before.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define MBTR_FOR_EACH_PROCESSOR __attribute__((target_clones("default", "arch=haswell", "arch=x86-64-v4")))
#else
#define MBTR_FOR_EACH_PROCESSOR
#endif

/// For parts of such functions: they must be compiled with them, for the same processor.
#define MBTR_INLINE inline __attribute__((always_inline))
