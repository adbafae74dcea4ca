#pragma once

#include "core/dataset/dataset.h"

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace mbtr {

using Json = nlohmann::json;
class JsonPlace;

/// Makes a dataset of the structures of a JSON file, which come one by one. All throw FileError.
class JsonStructures {
public:
    virtual ~JsonStructures() = default;
    virtual void take(const Json& structure, const JsonPlace& place) = 0;
    /// rest: the other members of the file's object.
    virtual Dataset finish(const Json& rest) = 0;
};

// One a kind of JSON file, told apart by readJson().

/// https://chemiscope.org/docs/manual/input.html
std::unique_ptr<JsonStructures> chemiscopeStructures(const std::string& path);
/// Structure and Molecule, alone, in a list, or as member "structure" of entries. https://pymatgen.org/pymatgen.core.html
std::unique_ptr<JsonStructures> pymatgenStructures(const std::string& path);
/// Rows of the JSON database and encoded Atoms, alone or in a list. https://wiki.fysik.dtu.dk/ase/ase/db/db.html
std::unique_ptr<JsonStructures> aseStructures(const std::string& path);

} // namespace mbtr
