#include "core/gdml/gdml_estimate.h"

#include "core/base/memory.h"
#include "core/gdml/gdml_search.h"

#include <algorithm>
#include <limits>
#include <thread>

namespace mbtr {

namespace {

// Speeds of one processor core, measured on several machines: the answer only has to tell seconds, minutes and hours apart.
constexpr double kFactorOperations = 2.5e10; // a second, of Cholesky's method
constexpr double kSecondsPerPair = 1.6e-8; // of a pair of atoms in a block of the matrix, with the first function
constexpr double kSecondsPerFunction = 2e-9; // for each further function of the descriptor

double secondsOfFit(double geometries, double atoms, double permutations, double functions)
{
    const double size = 3 * atoms * geometries;
    const double blocks = geometries * geometries / 2 * permutations;
    const double pairs = atoms * (atoms - 1) / 2;
    const double cores = std::max(1U, std::thread::hardware_concurrency());
    return (size * size * size / 3 / kFactorOperations + blocks * pairs * (kSecondsPerPair + kSecondsPerFunction * functions))
        / cores;
}

} // namespace

GdmlEstimate estimateGdml(const GdmlTrainingSettings& settings, int atomCount, int permutations)
{
    const bool mbtr = settings.descriptor.kind == GdmlDescriptor::Mbtr;
    double functions = mbtr ? 0 : 1;
    if (mbtr)
        for (const TermSettings& term : settings.descriptor.representation.terms)
            functions += term.grid.n;
    GdmlEstimate estimate;
    estimate.bytes = gdmlBytes(settings.split.train, atomCount);
    estimate.fits = settings.solver == GdmlSolver::Cholesky
        || (settings.solver == GdmlSolver::WhatFits && estimate.bytes <= availableMemory() / 10 * 9);
    if (needsSearch(settings)) {
        estimate.searchedOn = std::min(settings.split.train, kMostGdmlSearched);
        estimate.models = mbtr ? 30 : 4;
    }
    const auto fit = [&](double geometries) { return secondsOfFit(geometries, atomCount, permutations, functions); };
    estimate.seconds = estimate.fits ? fit(settings.split.train) + estimate.models * fit(estimate.searchedOn)
                                     : std::numeric_limits<double>::quiet_NaN();
    return estimate;
}

} // namespace mbtr
