#include "widgets/work/studies/series_study.h"

#include "core/base/error.h"
#include "core/features/feature_matrix.h"
#include "widgets/document/dataset_overview.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

#include <algorithm>

namespace mbtr::gui {

namespace {

using SeriesPointer = std::shared_ptr<const BlockSeries>;

constexpr std::chrono::milliseconds kSeriesDelay {50};
constexpr std::size_t kMostRows = 2000; ///< as many as a screen has lines

/// Every second, third, .. one where there are too many.
std::vector<int> evenlyFrom(const std::vector<int>& rows)
{
    const std::size_t every = (rows.size() + kMostRows - 1) / kMostRows;
    std::vector<int> some;
    for (std::size_t i = 0; i < rows.size(); i += std::max<std::size_t>(every, 1))
        some.push_back(rows[i]);
    return some;
}

} // namespace

SeriesStudy::SeriesStudy(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<SeriesPointer>>(
          *jobs, tr("Computing tensors along the structures"), [this](SeriesPointer series) { m_series = std::move(series); },
          failure()))
{
    follow(m_job.get());
}

SeriesStudy::~SeriesStudy() = default;

std::shared_ptr<const Layout> SeriesStudy::layout()
{
    const auto& subset = m_session->subset().value;
    if (!subset || !subset->dataset || subset->rows().empty() || m_session->showsFirstStructures())
        return nullptr;
    try {
        return layoutFor(m_session->overview()->elements, m_session->mbtrSettings());
    } catch (const SettingsError& error) {
        refuse(QString::fromUtf8(error.what()));
        return nullptr;
    }
}

void SeriesStudy::start(int block)
{
    const auto all = layout();
    if (!all || block < 0 || block >= static_cast<int>(all->blocks.size()))
        return;
    const auto& subset = m_session->subset().value;
    m_job->start(
        [dataset = subset->dataset, rows = evenlyFrom(subset->rows()), settings = m_session->mbtrSettings(),
         wanted = all->blocks[static_cast<std::size_t>(block)]](Progress& progress) {
            return std::make_shared<const BlockSeries>(
                blockSeries(*dataset, rows, settings, wanted.term, wanted.species, progress));
        },
        kSeriesDelay);
}

} // namespace mbtr::gui

#include "moc_series_study.cpp"
