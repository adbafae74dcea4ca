#include "core/models/explanation.h"

#include "core/base/error.h"
#include "core/mbtr/contributions/contributions.h"
#include "core/mbtr/mbtr.h"
#include "core/models/path_gradient.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

Eigen::VectorXd scalesOfFeatures(const Representation& representation, const Layout& layout)
{
    Eigen::VectorXd scales = Eigen::VectorXd::Ones(layout.featureCount);
    if (!representation.termScales.empty())
        for (const Block& block : layout.blocks)
            scales.segment(block.begin, layout.binCount(block)).setConstant(representation.termScales[block.term]);
    return scales;
}

double projectOnGradient(const MbtrTensor& tensor, const Eigen::VectorXd& gradient)
{
    double sum = 0;
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const auto values = tensor.blockValues(i);
        const Eigen::Map<const Eigen::VectorXd> part(values.data(), static_cast<Eigen::Index>(values.size()));
        sum += part.dot(gradient.segment(tensor.layout->blocks[tensor.blocks[i]].begin, part.size()));
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
        explanation.terms[block.term] += part;
    }
}

void addAtoms(Explanation& explanation, const Structure& structure, Progress& progress)
{
    const double averagePart = explanation.gradient.dot(explanation.reference) / std::max(1, structure.atomCount());
    for (int atom = 0; atom < structure.atomCount(); ++atom) {
        const MbtrTensor share = computeMbtrShareOfAtom(structure, explanation.layout, atom, progress);
        explanation.atoms.push_back(projectOnGradient(share, explanation.gradient) - averagePart);
        progress.report((atom + 1.0) / structure.atomCount(), "parts of the atoms");
    }
}

} // namespace

Explanation explain(const PropertyModel& model, const Structure& structure, Progress& progress)
{
    if (model.representation.kind != RepresentationKind::Mbtr)
        throw SettingsError("representation",
                            "only models of the MBTR can be explained by terms, blocks and atoms, this one is of '"
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
    const Block& wanted = explanation.layout->blocks[block];
    const int bins = explanation.layout->binCount(wanted);
    const double* gradient = explanation.gradient.data() + wanted.begin;
    TupleParts parts {.tuples = {},
                      .average
                      = -explanation.gradient.segment(wanted.begin, bins).dot(explanation.reference.segment(wanted.begin, bins))};
    const Contributions found
        = contributionsTo(structure, explanation.layout, block, 0, bins, progress, {gradient, static_cast<std::size_t>(bins)});
    for (const TupleContribution& tuple : found.tuples)
        parts.tuples.push_back({tuple.sites, tuple.value, tuple.share});
    return parts;
}

} // namespace mbtr
