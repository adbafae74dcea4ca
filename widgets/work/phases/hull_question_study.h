#pragma once

#include "core/thermodynamics/hull_data.h"
#include "core/thermodynamics/hull_search.h"
#include "widgets/work/phases/phase_view.h"
#include "widgets/work/study.h"

#include <QString>
#include <memory>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// A search for the hull whose energies a person or another program calculates: the next structures are written into a folder,
/// their energies come back in a table, and the folder keeps what is known, so that it goes on another day.
class HullQuestionStudy : public Study {
    Q_OBJECT

public:
    HullQuestionStudy(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~HullQuestionStudy() override;

    /// Writes as many structures as the settings' batch. A folder that holds a search of these structures goes on with it.
    void ask(const HullEnergies& energies, const HullSearchSettings& settings, const QString& folder);
    /// Takes energies back; a folder must have been chosen before, by ask() or open().
    void answer(const HullEnergies& energies, const HullSearchSettings& settings, const QString& table);
    /// Shows how the search in a folder stands.
    void open(const HullEnergies& energies, const HullSearchSettings& settings, const QString& folder);
    void clear();

    bool isBegun() const { return !m_folder.isEmpty(); }
    const QString& folder() const { return m_folder; }
    /// nullptr until something was asked.
    const std::shared_ptr<const PhaseView>& view() const { return m_view; }
    /// One sentence: what is known, and what is to be done.
    const QString& text() const { return m_text; }

private:
    struct Standing;
    struct Visit;
    void visit(const HullEnergies& energies, const HullSearchSettings& settings, Visit wanted);

    Session* m_session;
    QString m_folder, m_text;
    std::shared_ptr<const PhaseView> m_view;
    std::unique_ptr<LatestJob<Standing>> m_job;
};

} // namespace mbtr::gui
