#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

struct Format;

/// The format of a file from its name and first bytes. Throws FileError that names what it seems to be instead.
const Format& detectFormat(const std::string& path, std::string_view head);

/// The id of the one of the formats of materials and molecular dynamics that the first lines tell with certainty; "" for others.
std::string_view materialsFormatOf(const std::vector<std::string_view>& lines);

/// What writers and dialogs go by: the suffix in lower case, without ".gz"; "poscar" for POSCAR, CONTCAR, POSCAR_1 and
/// POSCAR-036, "xdatcar" for XDATCAR.
std::string formatSuffix(const std::string& path);

} // namespace mbtr
