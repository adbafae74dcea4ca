#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

enum class ReadableFormat { Xyz, Poscar, Cif, Xdatcar, LammpsData, LammpsDump, Cube, Aims, Json, Npz };

/// The format of a file from its name and first bytes. Throws FileError that names what it seems to be instead.
ReadableFormat detectFormat(const std::string& path, std::string_view head);

/// Those of the formats of materials and molecular dynamics that can be told with certainty by their first lines.
std::optional<ReadableFormat> materialsFormatOf(const std::vector<std::string_view>& lines);
/// The same by suffix.
std::optional<ReadableFormat> materialsFormatOfSuffix(std::string_view suffix);

/// What writers and dialogs go by: the suffix in lower case, without ".gz"; "poscar" for POSCAR, CONTCAR, POSCAR_1 and POSCAR-036,
/// "xdatcar" for XDATCAR.
std::string formatSuffix(const std::string& path);

} // namespace mbtr
