#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

// The functions of Huo & Rupp 2022, sections 2 and 3, by the names used in settings files. One record each: parsing,
// validation, forms and help texts are made from these tables.

/// g_k: maps a tuple of atoms to a number.
enum class Geometry {
    AtomicNumber,
    Count,
    Unity,
    Distance,
    InverseDistance,
    InverseSquare,
    Angle,
    Cosine,
    DotOverDotdot,
    Dihedral,
    SignedDihedral,
    CosDihedral,
};

struct GeometryInfo {
    Geometry value;
    std::string_view name; ///< in settings files
    std::vector<int> orders; ///< k it exists for
    std::string_view unit; ///< of g, of the grid and of sigma: "angstrom", "angstrom^-1", "rad"; empty = a pure number
    std::string_view formula; ///< plain text, for tooltips
    bool mayBeZero = false; ///< g of some tuples of some structures
    bool mayBeNegative = false;
    double period = 0; ///< larger than 0: g and g + period are the same value, as for angles on a whole circle
};

/// w_k: weights a tuple. x is the value of g; p, q, r the sides of the triangle, p and q the legs at the middle atom.
enum class WeightingFunction {
    Unity,
    X,
    XSquared,
    SqrtX,
    InverseX,
    ExpInverseX,
    ExpInverseXSquared,
    CutoffInverseX,
    InverseCount,
    InverseSquare,
    Exp,
    ExpSquare,
    InversePq,
    InversePqSquared,
    InversePqr,
    InversePqrSquared,
    ExpPqr,
    SmoothCutoff,
};

struct WeightingInfo {
    WeightingFunction value;
    std::string_view name;
    std::vector<int> orders;
    std::string_view formula;
    bool takesScale = false; ///< needs `scale`, s in the formula
    bool takesThreshold = false; ///< needs `threshold`, with either `scale` or `r_cut`
    bool takesSharpness = false;
    bool takesCutoff = false; ///< needs `cutoff`
    bool needsRCut = false;
    bool takesAccuracy = false; ///< in crystals cut where the weight falls below `accuracy`
};

std::span<const GeometryInfo> geometries();
std::span<const WeightingInfo> weightings();
const GeometryInfo& info(Geometry geometry);
const WeightingInfo& info(WeightingFunction function);
bool existsFor(const GeometryInfo& geometry, int k);
bool existsFor(const WeightingInfo& weighting, int k);

/// Why the weighting cannot be taken with the geometry ("is not defined for .."), whatever the structure; empty where it can.
std::string whyImpossible(Geometry geometry, WeightingFunction function);
/// Has the weight no value for tuples whose g is 0, which some structures have?
bool isUndefinedAtZero(Geometry geometry, WeightingFunction function);

} // namespace mbtr
