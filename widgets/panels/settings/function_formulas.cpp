#include "widgets/panels/settings/function_formulas.h"

#include "widgets/fields/texts.h"
#include "widgets/fields/units.h"

namespace mbtr::gui {

namespace {

QString symbols(const char* text)
{
    return QString::fromUtf8(text);
}

QString number(std::optional<double> value, double otherwise)
{
    return QString::number(value.value_or(otherwise), 'g', 4);
}

/// s of the formula: given, or such that the weight is the threshold at r_cut.
QString scaleText(const TermSettings& term)
{
    const Weighting& w = term.weighting;
    if (w.scale)
        return tr("<i>s</i> = %1").arg(number(w.scale, 1));
    return tr("<i>s</i> such that the weight has fallen to %1 at %2 Å").arg(number(w.threshold, 1e-3), number(w.rCut, 0));
}

Formula exponential(const TermSettings& term)
{
    const QString s = scaleText(term);
    if (term.k == 2)
        return {symbols("exp(−<i>s d</i>)"), tr("<i>d</i> the distance in Å, %1").arg(s)};
    if (term.k == 3)
        return {symbols("exp(−<i>s</i> (<i>p</i> + <i>q</i> + <i>r</i>))"),
                tr("<i>p</i>, <i>q</i>, <i>r</i> the sides of the triangle in Å, %1").arg(s)};
    return {symbols("exp(−<i>s L</i>)"), tr("<i>L</i> the length of the chain in Å, %1").arg(s)};
}

Formula weightingOfAnyOrder(const TermSettings& term)
{
    using W = WeightingFunction;
    switch (term.weighting.function) {
    case W::X:
        return {symbols("<i>g</i>"), tr("the value itself")};
    case W::XSquared:
        return {symbols("<i>g</i><sup>2</sup>"), tr("the square of the value")};
    case W::SqrtX:
        return {symbols("√<i>g</i>"), tr("the root of the value")};
    case W::InverseX:
        return {symbols("1/<i>g</i>"), tr("the inverse of the value")};
    case W::ExpInverseX:
        return {symbols("exp(−1/(<i>g s</i>))"), scaleText(term)};
    case W::ExpInverseXSquared:
        return {symbols("exp(−1/(<i>g</i><sup>2</sup> <i>s</i>))"), scaleText(term)};
    case W::CutoffInverseX:
        return {symbols("1 if 1/<i>g</i> ≤ <i>c</i>, else 0"), tr("<i>c</i> = %1").arg(number(term.weighting.cutoff, 0))};
    default:
        return {symbols("1"), tr("all count alike")};
    }
}

/// Lists draw no rich text.
QString asPlainText(QString symbols)
{
    symbols.replace("<sup>2</sup>", QChar(0x00b2));
    for (const char* tag : {"<i>", "</i>", "<b>", "</b>"})
        symbols.remove(tag);
    return symbols;
}

QString weightingName(WeightingFunction function)
{
    using W = WeightingFunction;
    switch (function) {
    case W::Unity:
        return tr("Equal");
    case W::X:
        return tr("Value");
    case W::XSquared:
        return tr("Square");
    case W::SqrtX:
        return tr("Root");
    case W::InverseX:
    case W::InverseCount:
    case W::InverseSquare:
    case W::InversePq:
    case W::InversePqSquared:
    case W::InversePqr:
    case W::InversePqrSquared:
        return tr("Inverse");
    case W::ExpInverseX:
    case W::ExpInverseXSquared:
    case W::Exp:
    case W::ExpPqr:
        return tr("Exponential");
    case W::ExpSquare:
        return tr("Gaussian");
    case W::CutoffInverseX:
        return tr("Step:");
    case W::SmoothCutoff:
        return tr("Smooth cutoff");
    }
    return {};
}

} // namespace

Formula geometryFormula(Geometry geometry)
{
    switch (geometry) {
    case Geometry::AtomicNumber:
        return {symbols("<i>Z</i>"), tr("<i>Z</i> the atomic number")};
    case Geometry::Count:
        return {symbols("<i>n</i>"), tr("<i>n</i> the number of atoms of the element")};
    case Geometry::Unity:
        return {symbols("1"), tr("the same for all: only the weights count")};
    case Geometry::Distance:
        return {symbols("<i>d</i>"), tr("<i>d</i> the distance of the two atoms")};
    case Geometry::InverseDistance:
        return {symbols("1/<i>d</i>"),
                tr("<i>d</i> the distance of the two atoms: bonds stand at the right, far pairs at the left")};
    case Geometry::InverseSquare:
        return {symbols("1/<i>d</i><sup>2</sup>"),
                tr("<i>d</i> the distance of the two atoms: bonds stand at the right, far pairs at the left")};
    case Geometry::Angle:
        return {symbols("∠(<i>i</i>, <i>j</i>, <i>k</i>)"), tr("the angle at the middle atom <i>j</i>, 0° to 180°")};
    case Geometry::Cosine:
        return {symbols("cos ∠(<i>i</i>, <i>j</i>, <i>k</i>)"),
                tr("the cosine of the angle at the middle atom <i>j</i>: 1 folded, −1 straight")};
    case Geometry::DotOverDotdot:
        return {symbols("<b>u</b>·<b>v</b> / ((<b>u</b>·<b>u</b>)(<b>v</b>·<b>v</b>))"),
                tr("<b>u</b>, <b>v</b> the vectors from the middle atom to the outer ones: cosine of the angle over the product "
                   "of the legs")};
    case Geometry::Dihedral:
        return {symbols("|φ|"), tr("φ the dihedral angle along the chain, 0° cis, 180° trans; mirror images look alike")};
    case Geometry::SignedDihedral:
        return {symbols("φ"), tr("φ the dihedral angle along the chain, −180° to 180°: mirror images have opposite signs")};
    case Geometry::CosDihedral:
        return {symbols("cos φ"), tr("the cosine of the dihedral angle along the chain: 1 cis, −1 trans")};
    }
    return {};
}

Formula weightingFormula(const TermSettings& term)
{
    using W = WeightingFunction;
    const QString triangle = tr("<i>p</i>, <i>q</i> the legs at the middle atom and <i>r</i> the third side, in Å");
    switch (term.weighting.function) {
    case W::InverseCount:
        return {symbols("1/<i>n</i>"), tr("<i>n</i> the number of atoms of the element")};
    case W::InverseSquare:
        return {symbols("1/<i>d</i><sup>2</sup>"), tr("<i>d</i> the distance in Å: near pairs count most")};
    case W::Exp:
        return exponential(term);
    case W::ExpSquare:
        return {symbols("exp(−<i>s d</i><sup>2</sup>)"), tr("<i>d</i> the distance in Å, %1").arg(scaleText(term))};
    case W::InversePq:
        return {symbols("1/(<i>p q</i>)"), triangle};
    case W::InversePqSquared:
        return {symbols("1/(<i>p q</i>)<sup>2</sup>"), triangle};
    case W::InversePqr:
        return {symbols("1/(<i>p q r</i>)"), triangle};
    case W::InversePqrSquared:
        return {symbols("1/(<i>p q r</i>)<sup>2</sup>"), triangle};
    case W::ExpPqr:
        return {symbols("exp(−<i>p q r</i>/<i>s</i>)"), triangle + ", " + scaleText(term)};
    case W::SmoothCutoff:
        return {symbols("<i>f</i>(<i>p</i>) <i>f</i>(<i>q</i>)"),
                tr("<i>f</i>(<i>d</i>) = 1 + <i>y</i> (<i>d</i>/<i>r</i><sub>c</sub>)<sup><i>y</i>+1</sup> − (<i>y</i>+1) "
                   "(<i>d</i>/<i>r</i><sub>c</sub>)<sup><i>y</i></sup> "
                   "falls smoothly to 0 at <i>r</i><sub>c</sub> = %1 Å, <i>y</i> = %2")
                    .arg(number(term.weighting.rCut, 0), number(term.weighting.sharpness, 2))};
    default:
        return weightingOfAnyOrder(term);
    }
}

QString geometryChoice(Geometry geometry)
{
    QString name = geometryName(geometry);
    name[0] = name[0].toUpper();
    return name + ' ' + asPlainText(geometryFormula(geometry).symbols);
}

QString weightingChoice(WeightingFunction function, int k)
{
    const TermSettings term {.k = k, .weighting = {.function = function}};
    return weightingName(function) + ' ' + asPlainText(weightingFormula(term).symbols);
}

} // namespace mbtr::gui
