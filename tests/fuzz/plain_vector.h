#pragma once

// Before anything else in sources with gemmi: clang needs to know the elements of vectors that are constexpr, as those of
// libstdc++ are in C++20, where gemmi's Block only declares them. Here they are not constexpr.
#include <string>
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR
#define __fill_a1 __fill_a1_of_bits // declared constexpr already; nobody here fills a vector of bits
#include <vector>
#undef __fill_a1
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR constexpr
