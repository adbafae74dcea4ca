#pragma once

#include "widgets/work/phases/phase_view.h"

#include <QString>

namespace mbtr::gui {

/// How energies of a diagram are shown: "eV/atom" in meV/atom, all others as they are. shown = scale x value.
struct ShownEnergy {
    QString unit;
    double scale = 1;
};
ShownEnergy shownEnergy(const PhaseView& view);
/// "Cu₃Pd" of atomic fractions, as the smallest whole numbers up to 60 atoms; "Cu0.37Pd0.63" where there are none.
QString compositionText(const std::vector<int>& elements, const Eigen::VectorXd& fractions);
/// "1/3 Cu₃Pd + 2/3 Pd"; amounts are shares of the atoms.
QString decompositionText(const PhaseView& view, const std::vector<PhaseShare>& shares);

/// "Cu"
QString symbolText(int element);

} // namespace mbtr::gui
