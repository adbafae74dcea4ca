#include "core/mbtr/settings.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/mbtr/layout.h"

#include <array>
#include <cmath>
#include <set>

namespace mbtr {

namespace {

void require(bool condition, const std::string& field, const std::string& message)
{
    if (!condition)
        throw SettingsError(field, message);
}

void requirePositive(const std::optional<double>& value, const std::string& field)
{
    if (value)
        require(std::isfinite(*value) && *value > 0, field, "must be larger than 0, is " + toText(*value));
}

std::string namesFor(int k, const auto& table)
{
    std::string names;
    for (const auto& entry : table)
        if (existsFor(entry, k))
            names += (names.empty() ? "" : ", ") + std::string(entry.name);
    return names;
}

std::string bothOrNeither(const std::optional<double>& a, const std::optional<double>& b)
{
    return a && b ? "both (" + toText(*a) + " and " + toText(*b) + ")" : "neither";
}

void validateGrid(const GridSettings& grid, Discretization discretization, const std::string& field)
{
    require(std::isfinite(grid.min), field + ".min", "must be a finite number, is " + toText(grid.min));
    require(grid.max.has_value() != grid.step.has_value(), field,
            "needs either max (larger than min) or step (larger than 0), has " + bothOrNeither(grid.max, grid.step));
    const int least = discretization == Discretization::Paper ? 1 : 2;
    require(grid.n >= least && grid.n <= kMostBins, field + ".n",
            "must be " + std::to_string(least) + ".." + std::to_string(kMostBins) + ", is " + std::to_string(grid.n));
    requirePositive(grid.step, field + ".step");
    if (grid.max)
        require(std::isfinite(*grid.max) && *grid.max > grid.min, field + ".max",
                "must be larger than min (" + toText(grid.min) + "), is " + toText(*grid.max));
}

/// The weightings of this k that can be taken with the geometry.
std::string weightingsFor(int k, Geometry geometry)
{
    std::string names;
    for (const WeightingInfo& entry : weightings())
        if (existsFor(entry, k) && whyImpossible(geometry, entry.value).empty())
            names += (names.empty() ? "" : ", ") + std::string(entry.name);
    return names;
}

void refuse(const std::optional<double>& value, bool allowed, const std::string& field, std::string_view function)
{
    require(allowed || !value, field,
            "has no meaning for the weighting '" + std::string(function) + "'; leave it out, it is " + toText(value.value_or(0)));
}

void requireGiven(const std::optional<double>& value, const std::string& field, std::string_view function, const char* allowed)
{
    require(value.has_value(), field, "is needed by '" + std::string(function) + "': a number " + allowed + "; it is missing");
}

void validateWeighting(const Weighting& weighting, int k, const std::string& field)
{
    const WeightingInfo& about = info(weighting.function);
    require(existsFor(about, k), field + ".function",
            "'" + std::string(about.name) + "' does not exist for k = " + std::to_string(k)
                + "; there are: " + namesFor(k, weightings()));
    refuse(weighting.scale, about.takesScale, field + ".scale", about.name);
    refuse(weighting.threshold, about.takesThreshold, field + ".threshold", about.name);
    refuse(weighting.sharpness, about.takesSharpness, field + ".sharpness", about.name);
    refuse(weighting.cutoff, about.takesCutoff, field + ".cutoff", about.name);
    refuse(weighting.accuracy, about.takesAccuracy && k > 1, field + ".accuracy", about.name);
    refuse(weighting.rCut, k > 1, field + ".r_cut", about.name);

    requirePositive(weighting.scale, field + ".scale");
    requirePositive(weighting.sharpness, field + ".sharpness");
    requirePositive(weighting.cutoff, field + ".cutoff");
    requirePositive(weighting.rCut, field + ".r_cut");
    for (const auto& [value, name] : {std::pair(weighting.threshold, ".threshold"), std::pair(weighting.accuracy, ".accuracy")})
        if (value)
            require(*value > 0 && *value < 1, field + name, "must lie between 0 and 1, is " + toText(*value));

    if (about.takesThreshold) {
        requireGiven(weighting.threshold, field + ".threshold", about.name, "between 0 and 1");
        require(weighting.scale.has_value() != weighting.rCut.has_value(), field,
                "'" + std::string(about.name) + "' needs either scale or r_cut (larger than 0), has "
                    + bothOrNeither(weighting.scale, weighting.rCut));
    } else if (about.takesScale) {
        requireGiven(weighting.scale, field + ".scale", about.name, "larger than 0");
    }
    if (about.takesCutoff)
        requireGiven(weighting.cutoff, field + ".cutoff", about.name, "larger than 0");
    if (about.needsRCut)
        requireGiven(weighting.rCut, field + ".r_cut", about.name, "larger than 0, in angstrom");
}

/// Bins one turn apart hold the same: a grid of many turns is one in degrees.
void validateCircle(const TermSettings& term, Discretization discretization, const std::string& field)
{
    constexpr double kMostTurns = 10;
    const Bins bins = binsOf(term.grid, discretization);
    const double limit = kMostTurns * info(term.geometry).period;
    require(bins.left >= -limit && bins.right() <= limit, field,
            "of '" + std::string(info(term.geometry).name) + "' is in radians and must lie within " + toText(kMostTurns)
                + " turns of 0, is " + toText(bins.left) + " to " + toText(bins.right()));
}

void validateTerm(const TermSettings& term, const MbtrSettings& settings, const std::string& field)
{
    require(term.k >= 1 && term.k <= 4, field + ".k", "must be 1, 2, 3 or 4, is " + std::to_string(term.k));
    const GeometryInfo& geometry = info(term.geometry);
    require(existsFor(geometry, term.k), field + ".geometry",
            "'" + std::string(geometry.name) + "' does not exist for k = " + std::to_string(term.k)
                + "; there are: " + namesFor(term.k, geometries()));
    validateWeighting(term.weighting, term.k, field + ".weighting");
    const std::string reason = whyImpossible(term.geometry, term.weighting.function);
    require(reason.empty(), field + ".weighting.function",
            "'" + std::string(info(term.weighting.function).name) + "' " + reason
                + "; with it there are: " + weightingsFor(term.k, term.geometry));
    validateGrid(term.grid, settings.discretization, field + ".grid");
    if (geometry.period > 0)
        validateCircle(term, settings.discretization, field + ".grid");
    require(std::isfinite(term.sigma) && term.sigma > 0, field + ".sigma", "must be larger than 0, is " + toText(term.sigma));
}

void validateSpecies(const std::vector<int>& species)
{
    require(!species.empty(), "species", "must be \"auto\" or name at least one element, is []");
    std::set<int> seen;
    for (const int z : species) {
        require(z >= 1 && z <= kLargestAtomicNumber, "species", "atomic number must be 1..118, is " + std::to_string(z));
        require(seen.insert(z).second, "species",
                "must name each element once, names " + std::string(elementSymbol(z)) + " twice");
    }
}

void validateCorrelation(const MbtrSettings& settings)
{
    const auto& matrix = settings.elementCorrelation;
    if (matrix.empty())
        return;
    require(settings.species.has_value(), "element_correlation", "needs a list of species: its rows belong to them");
    const std::size_t n = settings.species->size();
    require(matrix.size() == n, "element_correlation",
            "must have a row for each of the " + std::to_string(n) + " species, has " + std::to_string(matrix.size()));
    for (std::size_t i = 0; i < n; ++i) {
        const std::string field = "element_correlation[" + std::to_string(i) + "]";
        require(matrix[i].size() == n, field,
                "must have " + std::to_string(n) + " numbers, has " + std::to_string(matrix[i].size()));
        for (std::size_t j = 0; j < n; ++j)
            require(std::isfinite(matrix[i][j]), field, "must hold finite numbers, holds " + toText(matrix[i][j]));
    }
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j)
            require(matrix[i][j] == matrix[j][i], "element_correlation",
                    "must be symmetric; [" + std::to_string(i) + "][" + std::to_string(j) + "] is " + toText(matrix[i][j]) + ", ["
                        + std::to_string(j) + "][" + std::to_string(i) + "] is " + toText(matrix[j][i]));
}

constexpr std::array<std::string_view, 3> kDiscretizationNames {"paper", "centred_mass", "dscribe"};
constexpr std::array<std::string_view, 5> kNormalizationNames {"none", "l2", "sum", "n_atoms", "valle_oganov"};

} // namespace

std::span<const std::string_view> discretizationNames()
{
    return kDiscretizationNames;
}

std::span<const std::string_view> normalizationNames()
{
    return kNormalizationNames;
}

void validate(const MbtrSettings& settings)
{
    if (settings.species)
        validateSpecies(*settings.species);
    require(!settings.terms.empty(), "terms", "must have at least one term, is []");
    for (std::size_t i = 0; i < settings.terms.size(); ++i)
        validateTerm(settings.terms[i], settings, "terms[" + std::to_string(i) + "]");
    validateCorrelation(settings);
    require(settings.elementCorrelation.empty() || settings.normalization != Normalization::ValleOganov, "normalization",
            "'valle_oganov' counts the atoms of a block's elements, which an element_correlation mixes; leave one of them out");
    require(settings.normalizeGaussians || settings.discretization == Discretization::Dscribe, "normalize_gaussians",
            "must be true, is false: the choice exists only with discretization 'dscribe'");
}

} // namespace mbtr
