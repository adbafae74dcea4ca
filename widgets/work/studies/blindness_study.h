#pragma once

#include "core/chemistry/structure.h"
#include "core/mbtr/settings.h"
#include "widgets/work/study.h"

#include <QString>
#include <memory>
#include <vector>

namespace mbtr::gui {

class JobList;
template <typename T> class LatestJob;

/// Two structures that some term cannot tell apart.
struct DegeneratePair {
    QString title;
    Structure a, b;
};

/// One unweighted term of each kind.
MbtrSettings blindnessSettings();

/// How far apart the structures of given pairs are under single terms.
class BlindnessStudy : public Study {
    Q_OBJECT

public:
    explicit BlindnessStudy(JobList* jobs, QObject* parent = nullptr);
    ~BlindnessStudy() override;

    void setPairs(std::vector<DegeneratePair> pairs);
    const std::vector<DegeneratePair>& pairs() const { return *m_pairs; }
    /// For each pair the distance under each term of blindnessSettings(), without unit; empty until they are computed.
    const std::vector<std::vector<double>>& distances() const { return m_distances; }

private:
    std::shared_ptr<const std::vector<DegeneratePair>> m_pairs;
    std::vector<std::vector<double>> m_distances;
    std::unique_ptr<LatestJob<std::vector<std::vector<double>>>> m_job;
};

} // namespace mbtr::gui
