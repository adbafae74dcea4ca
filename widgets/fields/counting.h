#pragma once

#include <QString>

namespace mbtr::gui {

/// The one place that says how atoms and structures are counted on the screen, as in the files and commands of `mbtr`.
inline constexpr int kFirstNumber = 0;

/// Of an atom or a structure, as people read it.
constexpr int numberOf(int index)
{
    return index + kFirstNumber;
}

constexpr int indexFrom(int number)
{
    return number - kFirstNumber;
}

/// "Counted from 0": for tooltips.
QString countedText();

} // namespace mbtr::gui
