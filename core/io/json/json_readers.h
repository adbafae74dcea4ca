#pragma once

#include "core/dataset/dataset.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace mbtr {

using Json = nlohmann::json;

// One reader a kind of JSON file, told apart by readJson(). All throw FileError.

/// https://chemiscope.org/docs/manual/input.html
Dataset readChemiscope(const Json& json, const std::string& path);
/// Structure and Molecule, alone, in a list, or as member "structure" of entries. https://pymatgen.org/pymatgen.core.html
Dataset readPymatgen(const Json& json, const std::string& path);
/// The JSON database and encoded Atoms, alone or in a list. https://wiki.fysik.dtu.dk/ase/ase/db/db.html
Dataset readAseJson(const Json& json, const std::string& path);

} // namespace mbtr
