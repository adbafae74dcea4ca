#pragma once

#include "widgets/render/scene/atom_colors.h"
#include "widgets/theme/color_map.h"

#include <Eigen/Core>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace mbtr::gui {

/// An atom or one of its periodic copies: `image` cell vectors from where the structure lists it. The same convention as
/// Bond and Neighbours.
struct Site {
    int atom = 0;
    std::array<int, 3> image {};

    bool operator==(const Site&) const = default;
};

/// Smallest and largest value a colour stands for.
struct ValueRange {
    double low = 0;
    double high = 1;

    bool operator==(const ValueRange&) const = default;
};

/// One number an atom, shown as its colour, with a colour bar.
struct AtomScalars {
    std::string name; ///< heads the colour bar; empty: no bar
    std::string unit; ///< empty: none is written
    std::vector<double> values; ///< one an atom; NaN: the atom is grey
    ColorMap map = ColorMap::Viridis;
    std::optional<ValueRange> limits; ///< else the smallest and largest value (BlueRed: symmetric about 0)
};

/// One arrow an atom, from its centre.
struct AtomVectors {
    std::string name;
    std::string unit;
    Eigen::Matrix3Xd values; ///< 3 x n_atoms; NaN: no arrow
    double scale = 0; ///< angstrom per unit; 0: the longest arrow becomes 2 angstrom
    Rgb color {220, 120, 30};
};

/// Atoms that belong together: two are drawn as a translucent stick, three as the angle at the second, four as the two planes
/// of the dihedral angle. Any images, also ones that are not drawn as atoms: these get a small ball.
struct HighlightedTuple {
    std::vector<Site> sites; ///< 2, 3 or 4; others are left out
    Rgb color {240, 150, 0};
    double opacity = 0.5; ///< 0..1
};

/// A ring of light around all drawn copies of an atom.
struct AtomHalo {
    int atom = 0;
    Rgb color {240, 150, 0};
    double width = 0.11; ///< angstrom
};

/// Text in front of a site, or of the middle of several (a distance stands between its two atoms).
struct TextLabel {
    std::vector<Site> sites;
    std::string text; ///< UTF-8, one line
    std::optional<Rgb> color; ///< else that of the theme
    bool everyCopy = false; ///< of one site: in front of all drawn copies of its atom
};

/// A measurement between 2, 3 or 4 sites, drawn in dashed lines on top of all atoms.
struct MeasuredSites {
    std::vector<Site> sites;
    std::string text; ///< the value with its unit; UTF-8

    bool operator==(const MeasuredSites&) const = default;
};

/// What is shown on top of a structure: numbers, arrows, tuples, halos and labels. A plain value: contributions to a bin,
/// parts of a prediction, gradients and measurements are all shown by filling one. Arrays of another length than the
/// structure, and sites of atoms it does not have, are left out.
struct Overlay {
    std::optional<AtomScalars> scalars;
    std::vector<AtomVectors> vectors;
    std::vector<HighlightedTuple> tuples;
    std::vector<AtomHalo> halos;
    std::vector<TextLabel> labels;
    std::vector<MeasuredSites> measures;

    bool isEmpty() const { return hasMeasuresOnly() && measures.empty(); }
    /// Or nothing at all.
    bool hasMeasuresOnly() const { return !scalars && vectors.empty() && tuples.empty() && halos.empty() && labels.empty(); }
};

/// Who shows an overlay: the user's choice of properties, what is measured, or what is pointed at elsewhere. Later ones are
/// drawn on top of earlier ones, and none overwrites another.
enum class OverlayLayer { Properties, Measurements, Highlight };
inline constexpr std::size_t kOverlayLayers = 3;

/// Everything of both; where both have scalars those of `top` count.
Overlay merged(const Overlay& below, const Overlay& top);

/// The limits that are used: `scalars.limits`, else from the values; never empty (low < high).
ValueRange limitsOf(const AtomScalars& scalars);

} // namespace mbtr::gui
