#pragma once

#include <cstddef>
#include <cstring>
#include <new>
#include <vector>

namespace mbtr {

/// Memory that begins with a line of the processor's cache.
template <typename T> struct CacheLineAllocator {
    using value_type = T;
    static constexpr std::align_val_t kLine {64};

    CacheLineAllocator() = default;
    template <typename U> CacheLineAllocator(const CacheLineAllocator<U>&) { }
    T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), kLine)); }
    void deallocate(T* memory, std::size_t) { ::operator delete(memory, kLine); }
    /// AlignedValues(n) holds whatever lies there: see zeros().
    void construct(T*) { }
    bool operator==(const CacheLineAllocator&) const { return true; }
};

using AlignedValues = std::vector<double, CacheLineAllocator<double>>;

inline AlignedValues zeros(std::size_t count)
{
    AlignedValues values(count);
    std::memset(values.data(), 0, count * sizeof(double)); // at once; the vector would go one by one
    return values;
}

} // namespace mbtr
