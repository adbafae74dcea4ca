#pragma once

#include "widgets/render/scene/atom_colors.h"
#include "widgets/render/scene/displayed_atoms.h"
#include "widgets/render/scene/overlay.h"

#include <QVariantMap>

#include <optional>
#include <string>

namespace mbtr::gui {

enum class Style { BallAndStick, Sticks, SpaceFilling, Wire, Polyhedra };
enum class ColorBy { Element, Fragment, Property };
enum class LabelWith { Nothing, Index, Element, ElementAndIndex, Property };

/// How structures are drawn: the user's choices, kept from run to run.
struct DisplayOptions {
    Style style = Style::BallAndStick;
    double atomScale = 1; ///< times the radius of the style
    double bondScale = 1; ///< times kBondRadius
    double polyhedraOpacity = 0.55; ///< 0..1
    double atomOpacity = 1; ///< 0..1: balls and sticks

    ElementColors elementColors = ElementColors::Jmol;
    ColorBy colorBy = ColorBy::Element;
    std::string colorProperty; ///< name of a property per atom
    ColorMap colorMap = ColorMap::Viridis;
    std::optional<ValueRange> colorLimits; ///< nothing: smallest and largest value

    LabelWith labels = LabelWith::Nothing;
    std::string labelProperty;
    int labelSize = 12; ///< device-independent pixels
    std::string arrowProperty; ///< three numbers an atom; empty: no arrows
    double arrowScale = 0; ///< angstrom per unit; 0: the longest becomes 2 angstrom

    bool cell = true;
    bool axes = true;
    bool fog = true;
    bool outline = false;
    bool occlusion = true;
    bool orthographic = false;

    CellRanges ranges;

    bool operator==(const DisplayOptions&) const = default;
};

/// Numbers outside what is sensible are brought inside, what is not finite becomes the default.
DisplayOptions corrected(DisplayOptions options);

/// For the program's preferences. What belongs to one file (properties, ranges, centre) is left out. Values of another kind
/// than expected become the default.
QVariantMap toMap(const DisplayOptions& options);
DisplayOptions displayOptions(const QVariantMap& map);

} // namespace mbtr::gui
