#pragma once

#include <QStringList>

#include <vector>

namespace mbtr {
struct Dataset;
struct Structure;
}

namespace mbtr::gui {

/// "C₂H₆O"
QString formulaText(const Structure& structure);
/// "ethanol · C₂H₆O · 9 atoms"; the name where there is one.
QString titleText(const Structure& structure);
/// The name of a structure of the dataset; "#2" for the third where it has none.
QString structureName(const Dataset& dataset, int index);
/// Lengths, angles and volume of the cell with units; empty without a cell.
QString cellText(const Structure& structure);
/// "O, atom 2 (counted from 0), at (-1.190, -0.228, 0.000) Å"
QString atomText(const Structure& structure, int atom);
/// "charge = -0.42 e" for each property per atom that has a value; vectors as "forces = (0.1, 0, -0.2) eV/Å".
QStringList atomPropertyTexts(const Dataset& dataset, int structure, int atom);
/// "C0–O2–H3"
QString atomChainText(const Structure& structure, const std::vector<int>& atoms);
/// What is to be said about picked atoms: distance, angle or dihedral angle of two, three or four in the order they were picked,
/// between nearest copies in crystals; atomText() of one; of more only how many they are.
QString selectionText(const Structure& structure, const std::vector<int>& atoms);

} // namespace mbtr::gui
