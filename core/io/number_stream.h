#pragma once

#include "core/store/zip_archive.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mbtr {

class TextInput;

/// An array of an .npz archive read as doubles, some numbers at a time and the last index fastest, whatever its type, byte order
/// and order of indices: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html. One in Fortran order is read
/// whole at the beginning.
class NumberStream {
public:
    /// input: whose archive this is, for errors and cancellation. Throws FileError and Cancelled.
    NumberStream(const ZipReader& archive, const std::string& name, const TextInput& input);
    const std::vector<std::int64_t>& shape() const { return m_array->header().shape; }
    std::int64_t count() const { return m_array->header().count(); }

    /// Fills `numbers` with the next ones.
    void read(std::vector<double>& numbers);
    void requireEnd() { m_array->requireEnd(); }

private:
    std::vector<double> readWhole(const TextInput& input);
    void readNext(std::vector<double>& numbers);
    std::vector<double> inCOrder(const std::vector<double>& numbers) const;
    double numberAt(std::byte* bytes) const;

    std::unique_ptr<ZipArray> m_array;
    std::size_t m_itemSize;
    std::vector<std::byte> m_bytes;
    std::vector<double> m_reordered; ///< all numbers of an array in Fortran order
    std::size_t m_taken = 0; ///< of these
};

} // namespace mbtr
