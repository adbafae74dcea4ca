#pragma once

#include "core/thermodynamics/hull_data.h"
#include "core/thermodynamics/hull_replay.h"
#include "widgets/work/phases/phase_view.h"
#include "widgets/work/study.h"

#include <memory>
#include <optional>
#include <vector>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// How a search went.
struct HullCourse {
    HullSearchSettings settings;
    std::vector<ReplayRound> rounds;
    std::optional<int> stoppedAt, completeAt; ///< look-ups
    int structures = 0; ///< that could be looked up
};

/// Looks for the lower hull of the listed structures with as few of their energies as possible: all are in the file, but the
/// search does not see them before it asks. Played round by round or on to an end; what was found stays when it is stopped.
class HullSearchStudy : public Study {
    Q_OBJECT

public:
    HullSearchStudy(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~HullSearchStudy() override;

    /// Goes on by one round, or to the end; a search with other energies or settings begins anew.
    void step(const HullEnergies& energies, const HullSearchSettings& settings);
    void run(const HullEnergies& energies, const HullSearchSettings& settings, ReplayEnd end);
    /// Back to the beginning; kept courses stay.
    void restart();
    /// Keeps the course of this search to compare others with.
    void keep();
    void clearKept();
    /// Nothing is left of a search: structures are others.
    void clear();

    bool isBegun() const { return m_search != nullptr; }
    /// nullptr until a round was played.
    const std::shared_ptr<const PhaseView>& view() const { return m_view; }
    const HullCourse& course() const { return m_course; }
    const std::vector<HullCourse>& kept() const { return m_kept; }

private:
    struct Search;
    void start(const HullEnergies& energies, const HullSearchSettings& settings, std::optional<ReplayEnd> end);
    std::shared_ptr<Search> searchFor(const HullEnergies& energies, const HullSearchSettings& settings) const;
    void take();

    Session* m_session;
    std::shared_ptr<Search> m_search;
    std::shared_ptr<const PhaseView> m_view;
    HullCourse m_course;
    std::vector<HullCourse> m_kept;
    std::unique_ptr<LatestJob<bool>> m_job;
};

} // namespace mbtr::gui
