#pragma once

#include <array>

namespace mbtr::gui {

/// sRGB, 0..255.
using Rgb = std::array<unsigned char, 3>;

/// Which colours the elements have. Jmol: by which chemists know them, adjusted where they would vanish on a white or dark
/// grey ground. Cpk: the plastic models of Corey, Pauling and Koltun. ColorBlindSafe: told apart by lightness and along blue
/// and yellow, which all common kinds of colour blindness leave.
enum class ElementColors { Jmol, Cpk, ColorBlindSafe };

/// atomicNumber: 1..118.
Rgb atomColor(int atomicNumber, ElementColors colors = ElementColors::Jmol);

/// A colour for the number-th of things without an order (fragments): neighbours in number differ clearly.
Rgb seriesColor(int number);

} // namespace mbtr::gui
