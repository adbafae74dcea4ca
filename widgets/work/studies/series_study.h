#pragma once

#include "core/features/block_series.h"
#include "widgets/work/study.h"

#include <memory>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// One block of the tensor along the listed structures, evenly picked where they are too many.
class SeriesStudy : public Study {
    Q_OBJECT

public:
    SeriesStudy(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~SeriesStudy() override;

    /// The blocks that can be asked for: those of the elements of the dataset. nullptr where there are no structures, or where
    /// the settings do not allow a tensor; problem() says why then.
    std::shared_ptr<const Layout> layout();
    /// block: index into layout().
    void start(int block);
    /// The newest there is; nullptr before the first.
    std::shared_ptr<const BlockSeries> series() const { return m_series; }

private:
    Session* m_session;
    std::shared_ptr<const BlockSeries> m_series;
    std::unique_ptr<LatestJob<std::shared_ptr<const BlockSeries>>> m_job;
};

} // namespace mbtr::gui
