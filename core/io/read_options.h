#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

inline constexpr std::int64_t kMostUnpacked = 4'000'000'000;

/// What some files do not say and the user has to.
struct ReadOptions {
    std::vector<int>
        elements; ///< atomic numbers: one for each species of the file, in its order, or one for each atom; empty = not told
    std::string lengthUnit; ///< of positions in files that state none: one of lengthUnits(); empty = angstrom
    std::int64_t mostUnpacked = kMostUnpacked; ///< bytes that a compressed file may unpack to
    bool operator==(const ReadOptions&) const = default;
};

/// A file that can be read as soon as somebody says which elements its species are (VASP 4, LAMMPS types).
class MissingElements : public FileError {
public:
    /// species: for people, one for each species: "2 atoms", "type 3, mass 1, 12 atoms".
    MissingElements(std::string path, long line, std::string message, std::vector<std::string> species)
        : FileError(std::move(path), line, std::move(message))
        , m_species(std::move(species))
    {
    }
    const std::vector<std::string>& species() const { return m_species; }

private:
    std::vector<std::string> m_species;
};

/// "Ga,As", "Ga As", "31,33" or with numbers of atoms "Ga4,As4" (each element so many times). Throws SettingsError("elements",
/// ..).
std::vector<int> parseElements(std::string_view text);

/// The elements of `path`, one for each species, as the options say them: one for each species or one for each atom (atomCounts:
/// atoms of each species). Returns one for each atom, atoms in the order of the species. Throws FileError where their number fits
/// neither.
std::vector<int> elementsOfAtoms(const ReadOptions& options, const std::vector<long long>& atomCounts, const std::string& path);

/// Names that ReadOptions::lengthUnit may have.
const std::vector<std::string>& lengthUnits();
/// Angstrom in one of the unit of the options; 1 where they state none. Throws SettingsError("length unit", ..).
double angstromIn(const ReadOptions& options);

} // namespace mbtr
