#pragma once

#include "widgets/render/scene/site_places.h"

namespace mbtr::gui {

/// A measurement as it is drawn: lines made of dashes, and where its value stands.
struct PlacedMeasure {
    std::vector<std::array<Eigen::Vector3d, 2>> dashes; ///< angstrom
    Eigen::Vector3d labelAt = Eigen::Vector3d::Zero();
    std::string text;
};

/// Distances as a line, angles as two legs and an arc about the second atom, dihedral angles as the chain and an arc about
/// its middle bond. Those of atoms that do not exist are left out.
std::vector<PlacedMeasure> placeMeasures(const SitePlaces& places, const std::vector<MeasuredSites>& measures);

} // namespace mbtr::gui
