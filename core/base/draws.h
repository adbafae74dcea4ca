#pragma once

#include <cstdint>
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
    /// 0 .. bound - 1, each as likely.
    std::size_t below(std::size_t bound)
    {
        const std::uint64_t rejected = (0 - static_cast<std::uint64_t>(bound)) % bound; // 2^64 mod bound
        for (;;)
            if (const std::uint64_t number = m_engine(); number >= rejected)
                return static_cast<std::size_t>(number % bound);
    }
    /// Fisher-Yates.
    void shuffle(std::vector<int>& values)
    {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[below(i)]);
    }

private:
    std::mt19937_64 m_engine;
};

} // namespace mbtr
