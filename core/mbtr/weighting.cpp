#include "core/mbtr/weighting.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/mbtr/sums/batch_math.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace mbtr {

namespace {

using W = WeightingFunction;

constexpr double kDefaultAccuracy = 1e-3;
constexpr double kLargestReach = 100; // angstrom; beyond it a crystal's sum takes hours

[[noreturn]] void refuse(const TermSettings& term, const std::string& field, const std::string& why)
{
    throw SettingsError(field + ".weighting",
                        "'" + std::string(info(term.weighting.function).name) + "' " + why
                            + "; give r_cut or take a weighting that decays, such as exp"
                            + (term.k == 2       ? " or inverse_square"
                                   : term.k == 3 ? " or inverse_pqr_squared"
                                                 : ""));
}

/// Does a pair weigh more the longer it is? All weightings are monotonic in the distance.
bool growsWithDistance(const TermSettings& term)
{
    switch (term.weighting.function) {
    case W::X:
    case W::XSquared:
    case W::SqrtX:
    case W::ExpInverseX:
    case W::ExpInverseXSquared:
    case W::CutoffInverseX:
        return term.geometry == Geometry::Distance;
    case W::InverseX:
        return term.geometry != Geometry::Distance;
    default:
        return false;
    }
}

/// Where the weight of a pair falls below `accuracy`.
double reachOfPairs(const TermSettings& term, const ReadyWeighting& weighting, double accuracy, const std::string& field)
{
    if (growsWithDistance(term))
        throw SettingsError(field + ".weighting",
                            "'" + std::string(info(term.weighting.function).name) + "' grows with the distance where x is '"
                                + std::string(info(term.geometry).name) + "', so that its sum over a crystal has no end and no "
                                + (term.weighting.rCut ? "accuracy can limit it; leave accuracy out, r_cut is enough"
                                                       : "accuracy can limit it; give r_cut or take a weighting that decays, "
                                                         "such as exp or inverse_square"));
    if (weightOfPair(weighting, term.geometry, kLargestReach) >= accuracy)
        refuse(term, field,
               "with '" + std::string(info(term.geometry).name) + "' does not fall below " + toText(accuracy)
                   + " within 100 angstrom, so that its sum over a crystal has no end");
    double inside = 1e-3, outside = kLargestReach; // all of these weightings fall off with the distance
    while (outside - inside > 1e-13 * outside) {
        const double middle = (inside + outside) / 2;
        (weightOfPair(weighting, term.geometry, middle) >= accuracy ? inside : outside) = middle;
    }
    return outside;
}

/// The longest leg of a triple with p q r <= limit, when no two atoms are closer than `least`: the other leg or the third
/// side is then as short as it can be.
double longestLegOfProduct(double limit, double least)
{
    return (least + std::sqrt(least * least + 4 * limit / least)) / 2 + least;
}

void limitTriplesOfCrystal(const TermSettings& term, ReadyWeighting& ready, double accuracy, double least,
                           const std::string& field)
{
    const auto limitProduct = [&](double pqr) {
        ready.reach = std::min(ready.reach, longestLegOfProduct(pqr, least));
        ready.productPq = pqr / least;
    };
    switch (term.k == 3 ? term.weighting.function : W::Unity) {
    case W::InversePqSquared:
        ready.productPq = 1 / std::sqrt(accuracy);
        ready.reach = std::min(ready.reach, ready.productPq / least);
        break;
    case W::InversePqr:
        limitProduct(1 / accuracy);
        break;
    case W::InversePqrSquared:
        limitProduct(1 / std::sqrt(accuracy));
        break;
    case W::ExpPqr:
        limitProduct(-std::log(accuracy) * ready.scale);
        break;
    default:
        refuse(term, field, "does not decay fast enough for a sum over a crystal");
    }
    ready.leastWeight = accuracy; // as the caller gave it: with all lengths a millionth longer
    if (ready.reach > kLargestReach)
        refuse(term, field, "reaches over 100 angstrom at an accuracy of " + toText(accuracy));
}

/// What a triple whose weight is `accuracy` weighs when all its sides are longer by the tolerance.
double withLongerSides(const TermSettings& term, double accuracy)
{
    constexpr double stretch = 1 + kLimitTolerance;
    switch (term.weighting.function) {
    case W::ExpPqr:
        return std::pow(accuracy, std::pow(stretch, 3));
    case W::InversePqr:
        return accuracy / std::pow(stretch, 3);
    case W::InversePqSquared:
        return accuracy / std::pow(stretch, 4);
    default:
        return accuracy / std::pow(stretch, 6);
    }
}

/// kLimitTolerance on all limits but those of triples by accuracy, which have it.
ReadyWeighting withTolerance(ReadyWeighting ready)
{
    ready.reach *= 1 + kLimitTolerance;
    ready.perimeter *= 1 + kLimitTolerance;
    ready.cutoff *= 1 + kLimitTolerance;
    return ready;
}

void readyExponential(const TermSettings& term, ReadyWeighting& ready)
{
    const double decay = -std::log(*term.weighting.threshold); // s d at the threshold
    const double legs = term.k == 3 ? 2 : 1; // a leg is at most half of a triangle's perimeter
    ready.scale = term.weighting.scale ? *term.weighting.scale : decay / (legs * *term.weighting.rCut);
    ready.reach = decay / (legs * ready.scale);
    if (term.k > 2)
        ready.perimeter = decay / ready.scale;
}

} // namespace

double weightOfPair(const ReadyWeighting& weighting, Geometry geometry, double distance)
{
    const auto batch = std::make_unique_for_overwrite<TupleBatch>();
    batch->count = 1;
    batch->p[0] = distance;
    batch->share[0] = 1;
    evaluateGeometry(geometry, *batch);
    evaluateWeighting(weighting, 2, *batch);
    return batch->w[0];
}

ReadyWeighting makeReady(const TermSettings& term, bool crystal, double smallestDistance, const std::string& field)
{
    const Weighting& given = term.weighting;
    ReadyWeighting ready;
    ready.function = given.function;
    ready.vanishesAtZero = info(term.geometry).mayBeZero
        && (given.function == W::X || given.function == W::XSquared || given.function == W::SqrtX);
    ready.undefinedAtZero = isUndefinedAtZero(term.geometry, given.function);
    ready.scale = given.scale.value_or(1);
    ready.sharpness = given.sharpness.value_or(2);
    ready.cutoff = given.cutoff.value_or(ReadyWeighting::kNoLimit);
    if (term.k == 1)
        return withTolerance(ready);
    if (info(given.function).takesThreshold) {
        readyExponential(term, ready);
        return withTolerance(ready);
    }
    if (given.rCut)
        ready.rCut = ready.reach = *given.rCut;
    if (!crystal || (given.rCut && !given.accuracy))
        return withTolerance(ready);
    const double accuracy = given.accuracy.value_or(kDefaultAccuracy);
    if (term.k == 2)
        ready.reach = std::min(ready.reach, reachOfPairs(term, ready, accuracy, field));
    else
        limitTriplesOfCrystal(term, ready, withLongerSides(term, accuracy), smallestDistance, field);
    return withTolerance(ready);
}

} // namespace mbtr
