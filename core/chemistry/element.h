#pragma once

#include <optional>
#include <string_view>

namespace mbtr {

inline constexpr int kLargestAtomicNumber = 118;

/// What the program knows of a chemical element.
struct Element {
    std::string_view symbol;
    std::string_view name;
    double covalentRadius; ///< angstrom; Cordero et al., Dalton Trans. 2832 (2008); 1.5 where that has none
    double vdwRadius; ///< angstrom; Alvarez, Dalton Trans. 42, 8617 (2013); 2.0 where that has none
    double mass; ///< unified atomic mass units, IUPAC standard atomic weight (abridged)
};

/// atomicNumber: 1..118. Anything else is a mistake of the caller.
const Element& element(int atomicNumber);
std::string_view elementSymbol(int atomicNumber);

/// "Cl", "CL" and "cl" are chlorine; nothing for what is no symbol. D and T are hydrogen.
std::optional<int> atomicNumberOf(std::string_view symbol);

} // namespace mbtr
