#include "core/features/representation.h"

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/features/coulomb_matrix.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

constexpr std::array<std::string_view, 3> kNames {"mbtr", "coulomb", "bob"};

std::string titleOf(const Dataset& dataset, int index)
{
    const Structure& structure = dataset.structures[index];
    return "structure " + std::to_string(index + 1) + " ("
        + (structure.name.empty() ? formula(structure) : inQuotes(structure.name)) + ")";
}

std::string symbolsOf(std::span<const int> species)
{
    std::string text;
    for (const int z : species)
        text += (text.empty() ? "" : ", ") + std::string(elementSymbol(z));
    return text;
}

void fillRow(const Dataset& dataset, int index, const Representation& representation, std::span<double> row)
{
    const Structure& structure = dataset.structures[index];
    if (structure.isPeriodic())
        throw SettingsError("representation",
                            titleOf(dataset, index) + " is periodic, but '"
                                + std::string(kNames[static_cast<std::size_t>(representation.kind)])
                                + "' describes molecules only; take 'mbtr'");
    if (representation.kind == RepresentationKind::BagOfBonds) {
        if (!fillBagOfBonds(structure, representation.bags, row))
            throw SettingsError("representation",
                                titleOf(dataset, index)
                                    + " has more atoms of some elements than the bags of bonds have room for");
    } else if (structure.atomCount() > representation.mostAtoms) {
        throw SettingsError("representation",
                            titleOf(dataset, index) + " has " + std::to_string(structure.atomCount())
                                + " atoms, the Coulomb matrix has room for " + std::to_string(representation.mostAtoms));
    } else {
        fillSortedCoulombMatrix(structure, representation.mostAtoms, row);
    }
    if (!std::ranges::all_of(row, [](double value) { return std::isfinite(value); }))
        throw NumericalError(titleOf(dataset, index)
                             + ": two atoms are at the same place, so their Coulomb repulsion is not a finite number");
}

FeatureMatrix moleculeFeatures(const Dataset& dataset, const Representation& representation, Progress& progress)
{
    const std::int64_t columns = featureCountOf(representation);
    requireMemory(8 * columns * dataset.size(), "memory",
                  "features (" + std::to_string(dataset.size()) + " structures x " + std::to_string(columns) + ")");
    FeatureMatrix features {
        .values = RowMatrix(dataset.size(), columns), .layout = nullptr, .weights = {}, .representation = nullptr};
    tbb::parallel_for(tbb::blocked_range<int>(0, dataset.size()), [&](const tbb::blocked_range<int>& range) {
        for (int i = range.begin(); i < range.end(); ++i) {
            progress.throwIfCancelled();
            fillRow(dataset, i, representation, {features.values.row(i).data(), static_cast<std::size_t>(columns)});
        }
    });
    progress.report(1, "features");
    return features;
}

/// Factors that give every term the same total variance over the rows, that of their mean.
std::vector<double> evenTermScales(const RowMatrix& values, const Layout& layout)
{
    std::vector<double> variances(layout.settings.terms.size(), 0.0), squares = variances;
    for (const Block& block : layout.blocks) {
        const auto columns = values.middleCols(block.begin, layout.binCount(block));
        const Eigen::RowVectorXd mean = columns.colwise().mean();
        variances[block.term] += (columns.rowwise() - mean).squaredNorm() / static_cast<double>(columns.rows());
        squares[block.term] += columns.squaredNorm() / static_cast<double>(columns.rows());
    }
    for (std::size_t t = 0; t < variances.size(); ++t)
        if (variances[t] < 1e-20 * squares[t])
            variances[t] = 0; // rounding errors of a term that does not vary
    const double mean = std::accumulate(variances.begin(), variances.end(), 0.0) / static_cast<double>(variances.size());
    for (double& variance : variances)
        variance = variance > 0 ? std::sqrt(mean / variance) : 1;
    return variances;
}

} // namespace

std::span<const std::string_view> representationNames()
{
    return kNames;
}

Representation representationFor(const Dataset& dataset, RepresentationKind kind, const MbtrSettings& settings)
{
    Representation representation {
        .kind = kind, .species = elementsOf(dataset), .mbtr = {}, .termScales = {}, .mostAtoms = 0, .bags = {}};
    if (kind == RepresentationKind::Mbtr) {
        representation.mbtr = settings;
        if (settings.species)
            representation.species = layoutOf(settings, *settings.species).species;
        representation.mbtr.species = settings.species ? *settings.species : representation.species;
    } else if (kind == RepresentationKind::BagOfBonds) {
        representation.bags = bagsFor(dataset);
    } else {
        for (const Structure& structure : dataset.structures)
            representation.mostAtoms = std::max(representation.mostAtoms, structure.atomCount());
    }
    return representation;
}

std::int64_t featureCountOf(const Representation& representation)
{
    switch (representation.kind) {
    case RepresentationKind::Mbtr:
        return layoutOf(representation.mbtr, *representation.mbtr.species).featureCount;
    case RepresentationKind::CoulombMatrix:
        return static_cast<std::int64_t>(representation.mostAtoms) * (representation.mostAtoms + 1) / 2;
    case RepresentationKind::BagOfBonds:
        break;
    }
    return std::accumulate(representation.bags.begin(), representation.bags.end(), std::int64_t(0),
                           [](std::int64_t sum, const Bag& bag) { return sum + bag.size; });
}

void requireKnownElements(const Dataset& dataset, std::span<const int> species)
{
    for (int i = 0; i < dataset.size(); ++i)
        for (const int z : elementsOf(dataset.structures[i]))
            if (!std::ranges::binary_search(species, z))
                throw SettingsError("elements",
                                    titleOf(dataset, i) + " contains " + std::string(elementSymbol(z))
                                        + ", but the model knows only " + symbolsOf(species));
}

FeatureMatrix buildFeatures(const Dataset& dataset, const Representation& representation, Progress& progress)
{
    if (representation.kind != RepresentationKind::Mbtr) {
        FeatureMatrix features = moleculeFeatures(dataset, representation, progress);
        features.representation = std::make_shared<const Representation>(representation);
        return features;
    }
    const auto layout = std::make_shared<const Layout>(layoutOf(representation.mbtr, *representation.mbtr.species));
    FeatureMatrix features = buildFeatures(dataset, layout, progress);
    scaleTerms(features, representation.termScales);
    features.representation = std::make_shared<const Representation>(representation);
    return features;
}

void scaleTerms(FeatureMatrix& features, std::span<const double> scales)
{
    if (scales.empty())
        return;
    if (scales.size() != features.layout->settings.terms.size())
        throw SettingsError("scales",
                            "must be one number a term, " + std::to_string(features.layout->settings.terms.size())
                                + " of them, are " + std::to_string(scales.size()));
    for (const Block& block : features.layout->blocks)
        features.values.middleCols(block.begin, features.layout->binCount(block)) *= scales[block.term];
    if (features.representation) {
        Representation scaled = *features.representation;
        scaled.termScales.assign(scales.begin(), scales.end());
        features.representation = std::make_shared<const Representation>(std::move(scaled));
    }
}

void scaleTermsEvenly(FeatureMatrix& features, std::span<const int> rows)
{
    if (features.layout && !rows.empty())
        scaleTerms(features,
                   evenTermScales(features.values(std::vector<int>(rows.begin(), rows.end()), Eigen::all), *features.layout));
}

} // namespace mbtr
