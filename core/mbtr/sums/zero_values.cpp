#include "core/mbtr/sums/zero_values.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/mbtr/sums/tuple_sites.h"

#include <cmath>

namespace mbtr {

namespace {

// Radians, or a cosine: what rounding and the digits of a file make of a right angle or of three atoms on a line.
constexpr double kZero = kLimitTolerance;

std::string atomsOf(const TermContext& context, const TupleBatch& batch, int tuple)
{
    const auto sites = sitesOf(batch, tuple, context.term.k);
    std::string text;
    for (int i = 0; i < context.term.k; ++i) {
        const TupleSite& site = sites[static_cast<std::size_t>(i)];
        text += (i == 0 ? "" : " - ") + std::string(elementSymbol(context.structure.species[static_cast<std::size_t>(site.atom)]))
            + std::to_string(site.atom);
    }
    return text;
}

} // namespace

void requireNoZeros(const TermContext& context, const TupleBatch& batch)
{
    const auto& values = context.term.geometry == Geometry::DotOverDotdot ? batch.dot : batch.g;
    for (int t = 0; t < batch.count; ++t)
        if (std::abs(values[static_cast<std::size_t>(t)]) < kZero)
            throw NumericalError("structure " + inQuotes(context.structure.name) + ": the weighting '"
                                 + std::string(info(context.weighting.function).name) + "' has no value where '"
                                 + std::string(info(context.term.geometry).name) + "' is 0, as for the atoms "
                                 + atomsOf(context, batch, t) + " (counted from 0); take another weighting");
}

double roundingOfZeros(const TermContext& context, const TupleBatch& batch)
{
    const bool isCosine = context.term.geometry != Geometry::DotOverDotdot;
    double sum = 0;
    for (std::size_t t = 0; t < static_cast<std::size_t>(batch.count); ++t) {
        const double x = isCosine ? kZero : kZero / (batch.p[t] * batch.q[t]);
        const double weight = context.weighting.function == WeightingFunction::X ? x
            : context.weighting.function == WeightingFunction::XSquared          ? x * x
                                                                                 : std::sqrt(x);
        sum += std::abs(batch.share[t]) * weight;
    }
    return sum;
}

} // namespace mbtr
