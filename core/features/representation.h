#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/features/bag_of_bonds.h"
#include "core/features/feature_matrix.h"
#include "core/mbtr/settings.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mbtr {

enum class RepresentationKind { Mbtr, CoulombMatrix, BagOfBonds };

/// How the columns of a representation's terms are scaled. Even: see scaleTermsEvenly().
enum class TermScaling { None, Even };

/// "mbtr", "coulomb", "bob": names of the command line and of model files.
std::span<const std::string_view> representationNames();

/// Everything that turns any structure into a row of the same meaning: of a dataset, of a model, of a new file.
struct Representation {
    RepresentationKind kind = RepresentationKind::Mbtr;
    std::vector<int> species; ///< ascending atomic numbers: those it has columns for
    MbtrSettings mbtr; ///< Mbtr: with its species written out
    std::vector<double> termScales; ///< Mbtr: what the columns of each term are multiplied by; empty = 1
    int mostAtoms = 0; ///< CoulombMatrix: atoms of the largest structure
    std::vector<Bag> bags; ///< BagOfBonds

    bool operator==(const Representation&) const = default;
};

/// The representation with room for all structures of the dataset; `settings` count for Mbtr only.
Representation representationFor(const Dataset& dataset, RepresentationKind kind, const MbtrSettings& settings);

std::int64_t featureCountOf(const Representation& representation);

/// Throws SettingsError("elements", ..) that names the first structure with an element that has no columns.
void requireKnownElements(const Dataset& dataset, std::span<const int> species);

/// One row for each structure; the layout is that of the MBTR, nullptr for the others. Throws SettingsError where a structure has
/// other elements, is larger than there is room for, or is periodic and the representation is one of molecules.
FeatureMatrix buildFeatures(const Dataset& dataset, const Representation& representation, Progress& progress);

/// Multiplies the columns of each term by a number; features.representation then says so. scales: one for each term, empty for 1.
void scaleTerms(FeatureMatrix& features, std::span<const double> scales);

/// Scales the terms of an MBTR so that each has the same total variance over the rows `rows`, that of their mean. Other
/// representations stay as they are.
void scaleTermsEvenly(FeatureMatrix& features, std::span<const int> rows);

} // namespace mbtr
