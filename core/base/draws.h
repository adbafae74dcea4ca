#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <utility>
#include <vector>

namespace mbtr {

/// Draws that are the same with every standard library: std::shuffle and the distributions of <random> are not.
class Draws {
public:
    explicit Draws(std::uint64_t seed)
        : m_engine(seed)
    {
    }
    /// A whole number from 0 to bound - 1, each as likely.
    std::size_t below(std::size_t bound)
    {
        const std::uint64_t rejected = (0 - static_cast<std::uint64_t>(bound)) % bound; // 2^64 mod bound
        for (;;)
            if (const std::uint64_t number = m_engine(); number >= rejected)
                return static_cast<std::size_t>(number % bound);
    }
    /// A number x with 0 <= x < 1, in steps of 2^-53.
    double uniform() { return static_cast<double>(m_engine() >> 11) * 0x1p-53; }
    /// A number drawn from the normal distribution of mean 0 and standard deviation 1: Box & Muller, Ann. Math. Stat. 29, 610
    /// (1958), doi:10.1214/aoms/1177706645.
    double normal()
    {
        const double radius = std::sqrt(-2 * std::log(1 - uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }
    /// Puts the values into a random order, each order as likely (Fisher and Yates).
    void shuffle(std::vector<int>& values)
    {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[below(i)]);
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace mbtr
