#pragma once

#include "widgets/work/study.h"

#include <memory>
#include <vector>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// Sorts the rows of the session's subset by the order of its lists.
class StructureSorter : public Study {
    Q_OBJECT

public:
    StructureSorter(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~StructureSorter() override;

    void start();

signals:
    /// rows: indices into the dataset.
    void sorted(const std::vector<int>& rows);

private:
    Session* m_session;
    std::unique_ptr<LatestJob<std::vector<int>>> m_job;
};

} // namespace mbtr::gui
