#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"
#include "core/io/import_notes.h"

#include <span>
#include <string>
#include <vector>

namespace mbtr {

/// One site of the asymmetric unit of a crystal.
struct CrystalSite {
    std::string label;
    int species = 0;
    Eigen::Vector3d fractional = Eigen::Vector3d::Zero();
    double occupancy = 1;
    double charge = 0; ///< formal, elementary charges
    std::string model; ///< number of the model the site belongs to; empty where there are no models
    std::string name, residue, residueNumber, insertion, chain; ///< of mmCIF; empty where they are not stated
    long line = 0;
};

/// x' = rotation x + translation, in fractional coordinates.
struct SymmetryOperation {
    Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity();
    Eigen::Vector3d translation = Eigen::Vector3d::Zero();
};

/// All atoms of the cell, those of one site together, in the order of the sites. Images within 0.01 angstrom of each other are
/// one atom. Of atoms nearer than 0.5 angstrom (disorder, coordinates rounded beside a special position) the one with the larger
/// occupancy stays, which is noted. Throws Cancelled.
Structure expandSites(const Cell& cell, std::span<const CrystalSite> sites, std::span<const SymmetryOperation> operations,
                      ImportNotes& notes, const Progress& progress);

} // namespace mbtr
