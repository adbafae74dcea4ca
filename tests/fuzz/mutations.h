#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

// Mutations that know the structure of what they change, so that most inputs get past the first check of a reader.

namespace mbtr::test {

/// At most this long; anything libFuzzer may do to bytes.
std::string mutatedBytes(const std::string& bytes, std::size_t longest);

/// One value of a JSON text becomes another one: the ends of all ranges, other kinds, lists of another length; or it moves.
/// A text that is no JSON stays as it is.
std::string mutatedJson(const std::string& text, std::mt19937& random);

/// A number of an .npy header, or bytes anywhere.
std::string mutatedNpy(const std::string& bytes, std::mt19937& random, std::size_t longest);

/// For a custom mutator: copies the text back to libFuzzer's buffer; its new size.
std::size_t giveBack(const std::string& text, std::uint8_t* data, std::size_t mostBytes);

template <typename T> const T& oneOf(const std::vector<T>& list, std::mt19937& random)
{
    return list[random() % list.size()];
}

} // namespace mbtr::test
