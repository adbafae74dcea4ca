#include "widgets/work/phases/phase_study.h"

#include "core/campaigns/hull_campaign.h"
#include "core/dataset/subset.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/phases/phase_views.h"

namespace mbtr::gui {

using View = std::shared_ptr<const PhaseView>;

PhaseStudy::PhaseStudy(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<View>>(
          *jobs, tr("Phase diagram"), [this](View view) { m_view = std::move(view); },
          [this, keep = failure()](const QString& problem) {
              m_view.reset();
              keep(problem);
          }))
{
    follow(m_job.get());
}

PhaseStudy::~PhaseStudy() = default;

void PhaseStudy::clear()
{
    m_view.reset();
    cancel();
    refuse({});
}

void PhaseStudy::start(const HullEnergies& energies)
{
    const auto dataset = m_session->dataset().value;
    const auto subset = m_session->subset().value;
    if (!dataset || !subset || !m_session->isFresh(Stage::Dataset) || !m_session->isFresh(Stage::Subset))
        return;
    m_job->start([dataset, energies, rows = subset->rows()](Progress& progress) {
        const HullData data = hullData(withEnergyColumn(subsetOf(*dataset, rows, progress), energies.property), energies, {});
        return std::make_shared<const PhaseView>(viewOfAll(data, {rows, dataset->size()}, progress));
    });
}

} // namespace mbtr::gui

#include "moc_phase_study.cpp"
