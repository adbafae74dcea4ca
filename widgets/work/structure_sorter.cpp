#include "widgets/work/structure_sorter.h"

#include "core/dataset/subset.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

namespace mbtr::gui {

StructureSorter::StructureSorter(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<std::vector<int>>>(
          *jobs, tr("Sorting structures"), [this](const std::vector<int>& rows) { emit sorted(rows); }, failure()))
{
    follow(m_job.get());
}

StructureSorter::~StructureSorter() = default;

void StructureSorter::start()
{
    const auto subset = m_session->subset().value;
    if (subset)
        m_job->start([subset, order = m_session->listOrder()](Progress& progress) {
            return sortRows(*subset->dataset, subset->rows(), order, progress);
        });
}

} // namespace mbtr::gui

#include "moc_structure_sorter.cpp"
