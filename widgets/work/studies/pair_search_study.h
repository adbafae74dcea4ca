#pragma once

#include "core/kernels/closest_pairs.h"
#include "widgets/work/study.h"

#include <memory>
#include <string>
#include <vector>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// Looks among the listed structures for pairs of different ones that the representation hardly tells apart, perhaps with very
/// different properties. Other structures take the answer away.
class PairSearchStudy : public Study {
    Q_OBJECT

public:
    PairSearchStudy(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~PairSearchStudy() override;

    /// property: whose difference is told; empty: none.
    void start(const std::string& property, PairRanking ranking);
    /// The best first, by index into the dataset.
    const std::vector<ClosePair>& pairs() const { return m_pairs; }
    /// Was there a search that has ended?
    bool hasAnswer() const { return m_hasAnswer; }
    /// The property that the newest search was asked with; empty: none.
    const std::string& property() const { return m_property; }
    int structures() const { return m_structures; } ///< how many are compared

private:
    Session* m_session;
    std::vector<ClosePair> m_pairs;
    std::string m_property;
    int m_structures = 0;
    bool m_hasAnswer = false;
    std::unique_ptr<LatestJob<std::vector<ClosePair>>> m_job;
};

} // namespace mbtr::gui
