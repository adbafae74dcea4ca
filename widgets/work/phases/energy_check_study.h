#pragma once

#include "core/thermodynamics/energy_check.h"
#include "core/thermodynamics/hull_data.h"
#include "widgets/work/phases/phase_view.h"
#include "widgets/work/study.h"

#include <memory>
#include <vector>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// Energies of a diagram that deserve a second look. Points are dots of the view; energies are in its unit.
struct EnergyCheck {
    std::shared_ptr<const PhaseView> view; ///< the diagram, with the doubtful dots marked
    std::vector<DoubtfulEnergy> doubtful; ///< the worst first
    std::vector<BlindPair> pairs; ///< that the representation cannot tell apart
};

/// Looks for energies that the others contradict, and for structures that the representation of the session cannot tell apart
/// although their energies differ.
class EnergyCheckStudy : public Study {
    Q_OBJECT

public:
    /// Diagrams of up to so many structures are checked without being asked.
    static constexpr std::size_t kMostUnasked = 1000;

    EnergyCheckStudy(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~EnergyCheckStudy() override;

    /// diagram: of the listed structures.
    void start(std::shared_ptr<const PhaseView> diagram);
    /// Nothing was found, nothing is looked for.
    void clear();
    /// nullptr until there is an answer.
    const std::shared_ptr<const EnergyCheck>& found() const { return m_found; }
    /// Was the newest question about this diagram, answered or not?
    bool isFor(const std::shared_ptr<const PhaseView>& diagram) const { return m_diagram == diagram; }
    /// Is there an answer about this diagram?
    bool isAbout(const std::shared_ptr<const PhaseView>& diagram) const { return m_found && m_diagram == diagram; }

private:
    Session* m_session;
    std::shared_ptr<const PhaseView> m_diagram;
    std::shared_ptr<const EnergyCheck> m_found;
    std::unique_ptr<LatestJob<std::shared_ptr<const EnergyCheck>>> m_job;
};

} // namespace mbtr::gui
