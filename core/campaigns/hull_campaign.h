#pragma once

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/features/feature_matrix.h"
#include "core/store/hull_state_file.h"
#include "core/thermodynamics/hull_data.h"
#include "core/thermodynamics/hull_search.h"

#include <string>
#include <vector>

namespace mbtr {

/// A search for a hull whose energies come from a person or another program, over days. Structures are asked for in a folder,
/// energies come back in a table, and a state file keeps what is known in between.
struct HullCampaign {
    HullEnergies energies;
    ElementEnergies given; ///< of elements, from elsewhere
    HullSearchSettings settings;
    std::string stateFile; ///< empty: nothing is kept
};

/// What one visit changes.
struct HullVisit {
    std::string answers; ///< table of energies to take back; empty: none
    int ask = 0; ///< structures to write
    std::string folder; ///< where to: structures.extxyz with ids, and energies.csv to fill in
};

/// How a campaign stands after a visit.
struct HullStanding {
    PhasePoints points; ///< with all energies that are known by now
    bool hasReferences = false; ///< are there formation energies? If not, `state` holds nothing
    HullState state;
    std::vector<int> picked; ///< that were asked for in this visit
    bool mayStop = false;
};

/// The structures with a column of missing energies, where their file has none of this name: all are to be asked for.
Dataset withEnergyColumn(Dataset dataset, const std::string& property);

/// Takes the answers, if any, asks for the next structures, if so wanted, and keeps the state. Energies that the data hold are
/// known from the start. features: a row for each structure. Throws FileError (line of the table), SettingsError, Cancelled;
/// then the state has not changed.
HullStanding visit(const HullCampaign& campaign, const HullVisit& wanted, const Dataset& dataset, const RowMatrix& features,
                   Progress& progress);

} // namespace mbtr
