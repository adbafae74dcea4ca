#pragma once

#include "core/dataset/dataset.h"
#include "core/io/tables/table.h"

#include <span>
#include <string>
#include <string_view>

namespace mbtr {

/// What a row of a table says which structure it means by.
enum class JoinKey {
    Auto, ///< the first column called name, file or index; else line by line, where there are as many rows as structures
    Order, ///< line by line: as many rows as structures
    Index, ///< number of the structure: from 0 where a 0 occurs, else from 1 (a note says which)
    Name,
    File ///< file name, with or without folder and suffix; for all structures of that file
};

std::span<const std::string_view> joinKeyNames(); ///< "auto", "order", "index", "name", "file"

struct JoinSettings {
    JoinKey key = JoinKey::Auto;
    std::string column; ///< the table's column that holds the key; empty = the one called like the key

    bool operator==(const JoinSettings&) const = default;
};

/// Adds a property for every other column: numbers where every field is one or empty, else text; units in titles ("energy (eV)")
/// are understood. What is left without a row, rows without a structure and keys that fit several rows or structures (which then
/// get nothing) become messages, one for each kind, with the first example. A property that exists gets the file name appended.
/// Throws FileError where nothing fits.
void joinTable(Dataset& dataset, const Table& table, const JoinSettings& settings);

} // namespace mbtr
