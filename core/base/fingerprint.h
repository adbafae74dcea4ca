#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>

namespace mbtr {

/// A short name of a long input: the same for the same input, on every machine of the same byte order, and almost certainly
/// another one where a single bit of the input differs. The hash FNV-1a of 64 bits (Fowler, Noll, Vo; RFC 9923): quick and good
/// enough to recognise one's own files, no protection against forgery.
class Fingerprint {
public:
    /// Takes in the bytes of the values, one after the other.
    template <typename T> void add(std::span<const T> values)
    {
        static_assert(std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>); // no padding
        for (const std::byte byte : std::as_bytes(values))
            m_hash = (m_hash ^ static_cast<std::uint64_t>(byte)) * 0x100000001b3;
    }
    void add(const std::string& text) { add(std::span<const char>(text)); }
    /// 16 hexadecimal digits.
    std::string text() const;

private:
    std::uint64_t m_hash = 0xcbf29ce484222325;
};

} // namespace mbtr
