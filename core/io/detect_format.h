#pragma once

#include <string>
#include <string_view>

namespace mbtr {

enum class ReadableFormat { Xyz, Poscar, Cif, Sdf, Pdb, Gro, Cml };

/// The format of a file from its name and first bytes. Throws FileError that names what it seems to be instead.
ReadableFormat detectFormat(const std::string& path, std::string_view head);

/// What writers and dialogs go by: the suffix in lower case, without ".gz"; "poscar" for POSCAR, CONTCAR, POSCAR_1 and POSCAR-036.
std::string formatSuffix(const std::string& path);

} // namespace mbtr
