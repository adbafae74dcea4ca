#pragma once

#include "core/io/lammps/lammps_dump_columns.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

class TextInput;

/// The atoms of one frame of a dump, in the order of the file; buffers are kept from frame to frame.
struct DumpAtoms {
    DumpColumns columns;
    std::vector<long long> ids;
    std::vector<long long> types;
    std::vector<int> species;
    std::vector<double> masses;
    std::vector<double> positions; ///< 3 x n_atoms
    std::vector<std::vector<double>> numbers; ///< one a property of the columns: components x n_atoms
    std::vector<std::vector<std::string>> texts; ///< one a property of the columns: n_atoms

    void clear();
    /// Adds an atom. Throws FileError for the present line.
    void read(const TextInput& input, std::string_view line);
    /// Rows by atom number: frames list atoms in any order. Empty where they stand so already.
    std::vector<std::size_t> order() const;

private:
    void readWord(const TextInput& input, const DumpColumns::Column& column, std::string_view word, std::array<double, 3>& point);
};

} // namespace mbtr
