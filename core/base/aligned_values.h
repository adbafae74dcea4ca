#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace mbtr {

/// Memory that begins with a line of the processor's cache.
template <typename T>
struct CacheLineAllocator {
    using value_type = T;
    static constexpr std::align_val_t kLine {64};

    CacheLineAllocator() = default;
    template <typename U>
    CacheLineAllocator(const CacheLineAllocator<U>&)
    {
    }
    T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), kLine)); }
    void deallocate(T* memory, std::size_t) { ::operator delete(memory, kLine); }
    bool operator==(const CacheLineAllocator&) const { return true; }
};

using AlignedValues = std::vector<double, CacheLineAllocator<double>>;

} // namespace mbtr
