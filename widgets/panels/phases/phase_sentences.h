#pragma once

#include "core/thermodynamics/hull_data.h"
#include "core/thermodynamics/hull_search.h"
#include "widgets/work/phases/phase_view.h"

#include <QString>

namespace mbtr::gui {

class Session;
struct PhaseStudies;

/// How the search, the questions or the diagram stand, in one sentence. view: what is shown, or nullptr.
QString phaseStateText(const PhaseStudies& studies, const PhaseView* view);

/// What is known of one structure: energy, place above the hull, what it decomposes into, whether its energy is doubtful.
QString phaseStructureText(const PhaseView& view, int dot);

/// The command that gives the same numbers.
QString hullCommand(const Session& session, const HullEnergies& energies, const HullSearchSettings& settings, bool isSearch);

} // namespace mbtr::gui
