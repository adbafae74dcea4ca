#pragma once

#include "core/mbtr/settings.h"

#include <QObject>
#include <memory>

namespace mbtr {
struct Dataset;
}

namespace mbtr::gui {

class Session;
class JobList;
template <typename T> class LatestJob;

/// Fits the grids of the tensor to the open dataset, in the background; the result is one step of the Edit menu. Where the
/// grids follow the data, those that do not hold what is opened are fitted by themselves.
class GridFitter : public QObject {
    Q_OBJECT

public:
    /// At most about so many structures are looked at.
    static constexpr int kMostStructures = 500;
    /// While following: at most about so many, and none with more atoms, which would take as long as its tensor.
    static constexpr int kMostFollowed = 100;
    static constexpr int kMostAtomsFollowed = 2000;

    GridFitter(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~GridFitter() override;

    /// Other settings or files that come before the result drop it.
    void fit();
    bool isRunning() const;

signals:
    /// Started or ended.
    void stateChanged();
    /// One sentence.
    void failed(const QString& problem);

private:
    void follow();

    Session* m_session;
    std::unique_ptr<LatestJob<MbtrSettings>> m_job;
    std::unique_ptr<LatestJob<MbtrSettings>> m_following;
    int m_followed = -1; ///< Session::structureSet() that the grids follow
};

/// Structures picked evenly, and the first one of each element, so that none is missed.
std::vector<int> structuresToFit(const Dataset& dataset, int most);

} // namespace mbtr::gui
