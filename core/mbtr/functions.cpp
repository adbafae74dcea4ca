#include "core/mbtr/functions.h"

#include <algorithm>
#include <numbers>

namespace mbtr {

namespace {

const std::vector<GeometryInfo>& geometryTable()
{
    static const std::vector<GeometryInfo> table {
        {Geometry::AtomicNumber, "atomic_number", {1}, "", "Z"},
        {Geometry::Count, "count", {1}, "", "number of atoms of the element"},
        {Geometry::Unity, "unity", {1, 4}, "", "1"},
        {Geometry::Distance, "distance", {2}, "angstrom", "d"},
        {Geometry::InverseDistance, "inverse_distance", {2}, "angstrom^-1", "1/d"},
        {Geometry::InverseSquare, "inverse_square", {2}, "angstrom^-2", "1/d^2"},
        {Geometry::Angle, "angle", {3}, "rad", "angle at the middle atom", true},
        {Geometry::Cosine, "cosine", {3}, "", "cosine of the angle at the middle atom", true, true},
        {Geometry::DotOverDotdot, "dot_over_dotdot", {3}, "angstrom^-2", "u.v/((u.u)(v.v))", true, true},
        {Geometry::Dihedral, "dihedral", {4}, "rad", "dihedral angle along the chain, 0 to 180 degrees", true},
        {Geometry::SignedDihedral,
         "signed_dihedral",
         {4},
         "rad",
         "dihedral angle along the chain, -180 to 180 degrees: tells mirror images apart",
         true,
         true,
         2 * std::numbers::pi},
        {Geometry::CosDihedral, "cos_dihedral", {4}, "", "cosine of the dihedral angle along the chain", true, true},
    };
    return table;
}

const std::vector<WeightingInfo>& weightingTable()
{
    using W = WeightingFunction;
    static const std::vector<int> any {1, 2, 3, 4};
    static const std::vector<WeightingInfo> table {
        {.value = W::Unity, .name = "unity", .orders = any, .formula = "1"},
        {.value = W::X, .name = "x", .orders = any, .formula = "x, the value of g", .takesAccuracy = true},
        {.value = W::XSquared, .name = "x_squared", .orders = any, .formula = "x^2", .takesAccuracy = true},
        {.value = W::SqrtX, .name = "sqrt_x", .orders = any, .formula = "sqrt(x)", .takesAccuracy = true},
        {.value = W::InverseX, .name = "inverse_x", .orders = any, .formula = "1/x", .takesAccuracy = true},
        {.value = W::ExpInverseX,
         .name = "exp_inverse_x",
         .orders = any,
         .formula = "exp(-1/(x s))",
         .takesScale = true,
         .takesAccuracy = true},
        {.value = W::ExpInverseXSquared,
         .name = "exp_inverse_x_squared",
         .orders = any,
         .formula = "exp(-1/(x^2 s))",
         .takesScale = true,
         .takesAccuracy = true},
        {.value = W::CutoffInverseX,
         .name = "cutoff_inverse_x",
         .orders = any,
         .formula = "1 if 1/x <= cutoff, else 0",
         .takesCutoff = true},
        {.value = W::InverseCount, .name = "inverse_count", .orders = {1}, .formula = "1/number of atoms of the element"},
        {.value = W::InverseSquare, .name = "inverse_square", .orders = {2}, .formula = "1/d^2", .takesAccuracy = true},
        {.value = W::Exp,
         .name = "exp",
         .orders = {2, 3, 4},
         .formula = "exp(-s d); k = 3: exp(-s (p + q + r)); k = 4: exp(-s L), L = length of the chain",
         .takesScale = true,
         .takesThreshold = true},
        {.value = W::ExpSquare,
         .name = "exp_square",
         .orders = {2},
         .formula = "exp(-s d^2)",
         .takesScale = true,
         .takesAccuracy = true},
        {.value = W::InversePq, .name = "inverse_pq", .orders = {3}, .formula = "1/(p q)"},
        {.value = W::InversePqSquared,
         .name = "inverse_pq_squared",
         .orders = {3},
         .formula = "1/(p q)^2",
         .takesAccuracy = true},
        {.value = W::InversePqr, .name = "inverse_pqr", .orders = {3}, .formula = "1/(p q r)", .takesAccuracy = true},
        {.value = W::InversePqrSquared,
         .name = "inverse_pqr_squared",
         .orders = {3},
         .formula = "1/(p q r)^2",
         .takesAccuracy = true},
        {.value = W::ExpPqr,
         .name = "exp_pqr",
         .orders = {3},
         .formula = "exp(-p q r/s)",
         .takesScale = true,
         .takesAccuracy = true},
        {.value = W::SmoothCutoff,
         .name = "smooth_cutoff",
         .orders = {3},
         .formula = "f(p) f(q), f(d) = 1 + y (d/r_cut)^(y+1) - (y+1) (d/r_cut)^y, y = sharpness",
         .takesSharpness = true,
         .needsRCut = true},
    };
    return table;
}

bool contains(const std::vector<int>& orders, int k)
{
    return std::find(orders.begin(), orders.end(), k) != orders.end();
}

template <typename Info, typename Value> const Info& find(const std::vector<Info>& table, Value value)
{
    return *std::find_if(table.begin(), table.end(), [value](const Info& entry) { return entry.value == value; });
}

} // namespace

std::span<const GeometryInfo> geometries()
{
    return geometryTable();
}

std::span<const WeightingInfo> weightings()
{
    return weightingTable();
}

const GeometryInfo& info(Geometry geometry)
{
    return find(geometryTable(), geometry);
}

const WeightingInfo& info(WeightingFunction function)
{
    return find(weightingTable(), function);
}

bool existsFor(const GeometryInfo& geometry, int k)
{
    return contains(geometry.orders, k);
}

bool existsFor(const WeightingInfo& weighting, int k)
{
    return contains(weighting.orders, k);
}

std::string whyImpossible(Geometry geometry, WeightingFunction function)
{
    if (!info(geometry).mayBeNegative)
        return {};
    const bool isOnCircle = info(geometry).period > 0;
    if (isOnCircle
        && (function == WeightingFunction::X || function == WeightingFunction::InverseX
            || function == WeightingFunction::CutoffInverseX))
        return "jumps between -180 and 180 degrees, which are the same '" + std::string(info(geometry).name) + "'";
    const std::string values = "where x is negative, as values of '" + std::string(info(geometry).name) + "' may be";
    if (function == WeightingFunction::SqrtX)
        return "is not defined " + values;
    if (function == WeightingFunction::ExpInverseX)
        return "grows beyond all bounds " + values;
    return {};
}

bool isUndefinedAtZero(Geometry geometry, WeightingFunction function)
{
    return info(geometry).mayBeZero && function == WeightingFunction::InverseX;
}

} // namespace mbtr
