#pragma once

#include "core/dynamics/relaxation.h"
#include "core/dynamics/vibrations.h"
#include "widgets/work/study.h"

#include <memory>
#include <vector>

namespace mbtr::gui {

class ForceTrainer;
class JobList;
class Selection;
class Session;
template <typename T> class LatestJob;

/// Normal modes at the minimum that is nearest to a structure.
struct Modes {
    Relaxed minimum;
    Vibrations vibrations;
    std::vector<int> species;
    std::vector<int> order; ///< of the modes: vibrations, the lowest first, and then what moves or turns the whole
    int vibrating = 0; ///< how many of them are vibrations
};

/// Normal modes of the current structure by the force model. Another model takes them away.
class ModeStudy : public Study {
    Q_OBJECT

public:
    ModeStudy(Session* session, Selection* selection, ForceTrainer* trainer, JobList* jobs, QObject* parent = nullptr);
    ~ModeStudy() override;

    void start();
    /// nullptr: not computed.
    std::shared_ptr<const Modes> modes() const { return m_modes; }

private:
    Session* m_session;
    Selection* m_selection;
    ForceTrainer* m_trainer;
    std::shared_ptr<const Modes> m_modes;
    std::unique_ptr<LatestJob<std::shared_ptr<const Modes>>> m_job;
};

} // namespace mbtr::gui
