#include "core/models/explanation.h"

#include "core/base/error.h"
#include "core/mbtr/contributions.h"
#include "core/mbtr/mbtr.h"
#include "core/models/path_gradient.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr {

namespace {

Eigen::VectorXd scalesOfFeatures(const Representation& representation, const Layout& layout)
{
    Eigen::VectorXd scales = Eigen::VectorXd::Ones(layout.featureCount);
    if (!representation.termScales.empty())
        for (const Block& block : layout.blocks)
            scales.segment(block.begin, layout.binCount(block)).setConstant(representation.termScales[static_cast<std::size_t>(block.term)]);
    return scales;
}

double projected(const MbtrTensor& tensor, const Eigen::VectorXd& gradient)
{
    double sum = 0;
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const auto values = tensor.blockValues(i);
        const Eigen::Map<const Eigen::VectorXd> part(values.data(), static_cast<Eigen::Index>(values.size()));
        sum += part.dot(gradient.segment(tensor.layout->blocks[static_cast<std::size_t>(tensor.blocks[i])].begin, part.size()));
    }
    return sum;
}

void addBlocks(Explanation& explanation, const Eigen::VectorXd& features)
{
    const Layout& layout = *explanation.layout;
    explanation.terms.assign(layout.settings.terms.size(), 0.0);
    for (const Block& block : layout.blocks) {
        const auto size = layout.binCount(block);
        const double part = explanation.gradient.segment(block.begin, size)
                                .dot(features.segment(block.begin, size) - explanation.reference.segment(block.begin, size));
        explanation.blocks.push_back(part);
        explanation.terms[static_cast<std::size_t>(block.term)] += part;
    }
}

void addAtoms(Explanation& explanation, const Structure& structure, Progress& progress)
{
    const double averagePart = explanation.gradient.dot(explanation.reference) / std::max(1, structure.atomCount());
    for (int atom = 0; atom < structure.atomCount(); ++atom) {
        const MbtrTensor share = computeMbtrShareOfAtom(structure, explanation.layout, atom, progress);
        explanation.atoms.push_back(projected(share, explanation.gradient) - averagePart);
        progress.report((atom + 1.0) / structure.atomCount(), "parts of the atoms");
    }
}

/// Of a Gaussian of mass 1 over the bins: gradient . mass, and the mass inside.
struct Projection {
    double sum = 0, mass = 0;
};

Projection projectedGaussian(const Bins& bins, double centre, double sigma, const Eigen::VectorXd& gradient)
{
    const double scale = 1 / (sigma * std::numbers::sqrt2);
    Projection projection;
    double left = std::erf((bins.left - centre) * scale);
    for (int m = 0; m < bins.n; ++m) {
        const double right = std::erf((bins.left + (m + 1) * bins.step - centre) * scale);
        projection.sum += gradient[m] * (right - left) / 2;
        projection.mass += (right - left) / 2;
        left = right;
    }
    return projection;
}

} // namespace

Explanation explain(const PropertyModel& model, const Structure& structure, Progress& progress)
{
    if (model.representation.kind != RepresentationKind::Mbtr)
        throw SettingsError("representation", "only models of the MBTR can be explained by terms, blocks and atoms, this one is of '"
                                + std::string(representationNames()[static_cast<std::size_t>(model.representation.kind)]) + "'");
    const Dataset one {.structures = {structure}, .properties = {}, .sources = {}, .messages = {}};
    requireKnownElements(one, model.representation.species);
    Explanation explanation;
    explanation.layout = std::make_shared<const Layout>(layoutOf(model.representation.mbtr, *model.representation.mbtr.species));
    const std::vector<double> flat = computeMbtr(structure, explanation.layout, progress).flat();
    const Eigen::Map<const Eigen::VectorXd> features(flat.data(), static_cast<Eigen::Index>(flat.size()));
    const Eigen::VectorXd scales = scalesOfFeatures(model.representation, *explanation.layout);
    const PathGradient path = pathGradient(*model.model, features.cwiseProduct(scales), progress);
    explanation.baseline = model.baseline ? (*model.baseline)(structure) : 0;
    explanation.value = path.value + explanation.baseline;
    explanation.average = path.referenceValue;
    explanation.missing = path.missing;
    explanation.gradient = path.gradient.cwiseProduct(scales);
    explanation.reference = path.reference.cwiseQuotient(scales);
    addBlocks(explanation, features);
    addAtoms(explanation, structure, progress);
    return explanation;
}

TupleParts explainBlock(const Explanation& explanation, const Structure& structure, int block, Progress& progress)
{
    const Layout& layout = *explanation.layout;
    const Block& wanted = layout.blocks[static_cast<std::size_t>(block)];
    const Bins& bins = layout.bins[static_cast<std::size_t>(wanted.term)];
    const double sigma = layout.settings.terms[static_cast<std::size_t>(wanted.term)].sigma;
    const Eigen::VectorXd gradient = explanation.gradient.segment(wanted.begin, bins.n);
    TupleParts parts {.tuples = {}, .average = -gradient.dot(explanation.reference.segment(wanted.begin, bins.n))};
    for (const TupleContribution& tuple : contributionsTo(structure, explanation.layout, block, 0, bins.n, progress).tuples) {
        // The share is that of all bins together: it tells weight and factors.
        const Projection projection = projectedGaussian(bins, tuple.value, sigma, gradient);
        if (projection.mass > 1e-300)
            parts.tuples.push_back({tuple.sites, tuple.value, tuple.share / projection.mass * projection.sum});
    }
    std::ranges::stable_sort(parts.tuples, std::greater<>(), [](const TuplePart& tuple) { return std::abs(tuple.part); });
    return parts;
}

} // namespace mbtr
