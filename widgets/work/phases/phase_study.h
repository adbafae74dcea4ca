#pragma once

#include "core/thermodynamics/hull_data.h"
#include "widgets/work/phases/phase_view.h"
#include "widgets/work/study.h"

#include <memory>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// The phase diagram of the listed structures, from all energies that their file has.
class PhaseStudy : public Study {
    Q_OBJECT

public:
    PhaseStudy(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~PhaseStudy() override;

    void start(const HullEnergies& energies);
    /// Nothing is shown.
    void clear();
    /// nullptr until there is one.
    const std::shared_ptr<const PhaseView>& view() const { return m_view; }

private:
    Session* m_session;
    std::shared_ptr<const PhaseView> m_view;
    std::unique_ptr<LatestJob<std::shared_ptr<const PhaseView>>> m_job;
};

} // namespace mbtr::gui
