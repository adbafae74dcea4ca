#include "core/mbtr/presets.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <array>
#include <cmath>

namespace mbtr {

namespace {

constexpr std::array<std::string_view, 5> kPresetNames {"paper-molecules", "paper-crystals", "alloys", "dscribe", "default"};

Weighting expWeighting(double scale, double threshold)
{
    return {.function = WeightingFunction::Exp, .scale = scale, .threshold = threshold};
}

/// Huo & Rupp 2022: the settings of the benchmark of 7211 molecules; core/models/README.md, section 3.
MbtrSettings paperMolecules()
{
    return {.terms = {
                {.k = 2,
                 .geometry = Geometry::InverseDistance,
                 .weighting = {.function = WeightingFunction::InverseSquare},
                 .grid = {.min = 0.1, .step = 1.1 / 100, .n = 100},
                 .sigma = std::exp2(-4)},
                {.k = 3,
                 .geometry = Geometry::Angle,
                 .weighting = {.function = WeightingFunction::InversePqrSquared},
                 .grid = {.min = -0.15, .step = 3.45575 / 100, .n = 100},
                 .sigma = std::exp2(-2.5)},
            }};
}

/// Huo & Rupp 2022: the settings of the elpasolites.
MbtrSettings paperCrystals()
{
    return {.terms = {
                {.k = 1, .geometry = Geometry::Count, .grid = {.min = -0.5, .step = 7.0 / 30, .n = 30}, .sigma = std::exp2(-3)},
                {.k = 2,
                 .geometry = Geometry::InverseDistance,
                 .weighting = {.function = WeightingFunction::InverseSquare, .accuracy = 1e-3},
                 .grid = {.min = -0.07, .step = 0.79 / 100, .n = 100},
                 .sigma = std::exp2(-5.5)},
            }};
}

/// What the search for convex hulls of alloys was measured with: core/thermodynamics/README.md.
MbtrSettings alloys()
{
    return {.terms = {
                {.k = 2,
                 .geometry = Geometry::InverseDistance,
                 .weighting = {.function = WeightingFunction::InverseSquare, .accuracy = 1e-3},
                 .grid = {.min = 0, .max = 0.6, .n = 120},
                 .sigma = 0.01},
                {.k = 3,
                 .geometry = Geometry::Angle,
                 .weighting = expWeighting(0.35, 1e-3),
                 .grid = {.min = -0.2, .max = 3.4, .n = 90},
                 .sigma = 0.05},
            }, .normalization = Normalization::NAtoms};
}

/// The settings of the example in DScribe's documentation, on its grids.
MbtrSettings dscribe()
{
    return {.terms = {
        {.k = 1, .geometry = Geometry::AtomicNumber, .grid = {.min = 0, .max = 10, .n = 100}, .sigma = 0.1},
        {.k = 2, .geometry = Geometry::InverseDistance, .weighting = expWeighting(0.5, 1e-3),
         .grid = {.min = 0, .max = 1.2, .n = 100}, .sigma = 0.02},
        {.k = 3, .geometry = Geometry::Cosine, .weighting = expWeighting(0.5, 1e-3),
         .grid = {.min = -1, .max = 1, .n = 100}, .sigma = 0.05},
    }, .discretization = Discretization::Dscribe};
}

/// What the window starts with: sharp enough to see single bonds and angles, finite for molecules and crystals.
MbtrSettings everyday()
{
    return {.terms = {
                {.k = 1, .geometry = Geometry::AtomicNumber, .grid = {.min = 0, .max = 18, .n = 90}, .sigma = 0.2},
                {.k = 2,
                 .geometry = Geometry::InverseDistance,
                 .weighting = expWeighting(0.5, 1e-3),
                 .grid = {.min = 0, .max = 1.2, .n = 200},
                 .sigma = 0.02},
                {.k = 3,
                 .geometry = Geometry::Angle,
                 .weighting = expWeighting(0.5, 1e-3),
                 .grid = {.min = -0.2, .max = 3.4, .n = 180},
                 .sigma = 0.05},
            }};
}

} // namespace

std::span<const std::string_view> presetNames()
{
    return kPresetNames;
}

MbtrSettings preset(std::string_view name)
{
    if (name == "paper-molecules")
        return paperMolecules();
    if (name == "paper-crystals")
        return paperCrystals();
    if (name == "alloys")
        return alloys();
    if (name == "dscribe")
        return dscribe();
    if (name == "default")
        return everyday();
    throw SettingsError("preset",
                        inQuotes(name) + " does not exist; there are: paper-molecules, paper-crystals, alloys, dscribe, default");
}

} // namespace mbtr
