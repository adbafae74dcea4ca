#pragma once

#include "core/mbtr/functions.h"

#include <optional>
#include <string>
#include <vector>

namespace mbtr {

/// A weighting function with its parameters, each only where it has a meaning (WeightingInfo).
struct Weighting {
    WeightingFunction function = WeightingFunction::Unity;
    std::optional<double> scale; ///< s of the formula
    std::optional<double> threshold; ///< tuples of smaller weight are dropped
    std::optional<double> rCut; ///< angstrom
    std::optional<double> sharpness; ///< of smooth_cutoff; 2 where not given
    std::optional<double> cutoff; ///< of cutoff_inverse_x; unit of 1/x
    std::optional<double> accuracy; ///< 1e-3 where not given

    bool operator==(const Weighting&) const = default;
};

inline constexpr int kMostBins = 10'000'000; ///< of a grid

/// As written in a settings file: exactly one of max and step. Unit: that of the geometry function.
struct GridSettings {
    double min = 0;
    std::optional<double> max;
    std::optional<double> step;
    int n = 100;

    bool operator==(const GridSettings&) const = default;
};

struct TermSettings {
    int k = 2;
    Geometry geometry = Geometry::InverseDistance;
    Weighting weighting;
    GridSettings grid;
    double sigma = 0.02; ///< unit of the grid

    bool operator==(const TermSettings&) const = default;
};

/// How a Gaussian becomes numbers on a grid; core/mbtr/README.md, section 4. Paper and CentredMass give masses, Dscribe
/// densities.
enum class Discretization { Paper, CentredMass, Dscribe };
enum class Normalization { None, L2, Sum, NAtoms, ValleOganov };
/// Removed ("no"): a tuple and its reversal count once. Kept ("full"): all n^k element blocks, both directions.
enum class Reversals { Removed, Kept };
/// Auto: each structure's own flags; Ignored: cells have no meaning.
enum class Periodicity { Auto, Ignored };

/// Everything that defines a many-body tensor representation; what a settings file holds.
struct MbtrSettings {
    std::optional<std::vector<int>> species; ///< atomic numbers; nothing = the elements of the dataset ("auto")
    std::vector<TermSettings> terms;
    Discretization discretization = Discretization::Paper;
    bool normalizeGaussians = true;
    Normalization normalization = Normalization::None;
    Reversals reversals = Reversals::Removed;
    Periodicity periodicity = Periodicity::Auto;
    /// C of Huo & Rupp 2022, Eq. (3): symmetric, a row and column an element of `species`, in its order; empty = the identity.
    std::vector<std::vector<double>> elementCorrelation;

    bool operator==(const MbtrSettings&) const = default;
};

/// Names in settings files, in the order of the enumerators.
std::span<const std::string_view> discretizationNames();
std::span<const std::string_view> normalizationNames();

/// Throws SettingsError: the field ("terms[1].sigma"), the value and the allowed range.
void validate(const MbtrSettings& settings);

} // namespace mbtr
