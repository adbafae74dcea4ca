#pragma once

#include "core/io/read_options.h"

#include <optional>
#include <string>
#include <vector>

namespace mbtr {

// Programs that number the types of atoms instead of naming elements: LAMMPS.

/// Files that name more atom types are taken for damaged.
inline constexpr long long kMostTypes = 100'000;

/// What files say of an atom type.
struct AtomType {
    std::string label; ///< of "Atom Type Labels", or the comment behind the mass: what a force field calls it
    std::optional<double> mass;
    long long atoms = 0;
};

/// The elements whose mass this may be (0.5 %, at least 0.05), the nearest first: mostly one, two where they are about equally
/// near (40.0: argon, calcium). None for the mass 1, which stands for "no matter" more often than for hydrogen (1.008), and for
/// those of CH2 and CH4, which models without hydrogen atoms have.
std::vector<int> elementsOfMass(double mass);

/// The only one of these.
std::optional<int> elementOfMass(double mass);

/// One atomic number a type: those of the options, else by mass; 0 for an unknown type without atoms. Labels and comments are
/// names of a force field ("ca" is carbon, "CD" too) and decide only between elements of one mass. Throws MissingElements, and
/// FileError where the options name another number of elements.
std::vector<int> elementsOfTypes(const std::vector<AtomType>& types, const ReadOptions& options, const std::string& path);

/// The elements of the types of a trajectory: learnt frame by frame, since a later frame may have types that the ones before
/// lack.
class TypeElements {
public:
    TypeElements(const ReadOptions& options, std::string path)
        : m_options(options)
        , m_path(std::move(path))
    {
    }
    /// One atomic number an atom. types: from 1. masses: one an atom, or none at all. Throws as elementsOfTypes().
    std::vector<int> speciesOf(const std::vector<long long>& types, const std::vector<double>& masses);

private:
    void learn(const std::vector<long long>& types, const std::vector<double>& masses);

    const ReadOptions& m_options;
    std::string m_path;
    std::vector<int> m_elements; ///< by type; 0 = not known yet
};

} // namespace mbtr
