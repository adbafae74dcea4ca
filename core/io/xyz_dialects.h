#pragma once

#include "core/dataset/dataset.h"

#include <array>
#include <span>
#include <string_view>

namespace mbtr {

struct PropertyUnit {
    const char* name;
    const char* unit;
};

// The files of the QM9 dataset as published: Ramakrishnan et al., Sci. Data 1, 140022 (2014), Tables 2 and 3.
inline constexpr std::string_view kQm9Columns = "species:S:1:pos:R:3:mulliken_charge:R:1";
inline constexpr std::array<PropertyUnit, 15> kQm9Properties {{{"A", "GHz"},
                                                               {"B", "GHz"},
                                                               {"C", "GHz"},
                                                               {"mu", "D"},
                                                               {"alpha", "a0^3"},
                                                               {"homo", "Ha"},
                                                               {"lumo", "Ha"},
                                                               {"gap", "Ha"},
                                                               {"r2", "a0^2"},
                                                               {"zpve", "Ha"},
                                                               {"U0", "Ha"},
                                                               {"U", "Ha"},
                                                               {"H", "Ha"},
                                                               {"G", "Ha"},
                                                               {"Cv", "cal/mol/K"}}};

/// Is this one of the columns of such a file, also by the names under which some datasets keep them ("epsHOMO", "<R2>")?
bool isQm9Property(std::string_view name);
/// The same name as in kQm9Properties; empty for others.
std::string_view qm9NameOf(std::string_view name);

/// "gdb 17" and 15 numbers.
bool isQm9Comment(std::string_view comment);
std::string qm9Name(std::string_view comment); ///< "gdb 17"

void setUnits(Dataset& dataset, std::span<const PropertyUnit> units);
/// eV, eV/angstrom and eV/angstrom^3 for the results of a calculator, by the names ASE gives them in extended XYZ:
/// https://wiki.fysik.dtu.dk/ase/ase/io/formatoptions.html#extxyz
void setAseUnits(Dataset& dataset);
/// What such a key means to other programs; empty for other names.
std::string_view aseUnit(std::string_view name);
/// "energy (kcal/mol)" becomes "energy" in kcal/mol, unless there is another "energy".
void takeUnitsFromNames(Dataset& dataset);

} // namespace mbtr
