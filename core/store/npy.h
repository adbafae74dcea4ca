#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

// The format of NumPy's .npy files, version 1.0:
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

/// What stands before the numbers. type: "<f8" (double), ">f8" (the same with its bytes reversed), "<i4" (int), "<i8" or "|S3" (a
/// text of 3 bytes); the last index runs fastest, in Fortran order the first; no shape at all = a single value.
struct NpyHeader {
    std::string type;
    std::vector<std::int64_t> shape;
    bool fortranOrder = false; ///< only where the order matters: of two indices and more

    std::int64_t count() const;
    bool operator==(const NpyHeader&) const = default;
};

std::string toBytes(const NpyHeader& header);

/// Reads what toBytes writes, and what NumPy writes for such arrays (versions 1 to 3). `begin` becomes the position of the first
/// number. Nothing where it is something else.
std::optional<NpyHeader> parseNpyHeader(std::string_view bytes, std::size_t& begin);

/// A whole file: header and numbers.
void writeNpy(std::ostream& out, std::span<const double> values, std::span<const std::int64_t> shape);

} // namespace mbtr
