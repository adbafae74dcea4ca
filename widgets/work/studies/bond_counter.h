#pragma once

#include "widgets/document/edited_structure.h"
#include "widgets/work/study.h"

#include <map>
#include <memory>
#include <utility>

namespace mbtr::gui {

class JobList;
template <typename T> class LatestJob;

/// Counts the bonds of a structure by pairs of elements.
class BondCounter : public Study {
    Q_OBJECT

public:
    /// By atomic numbers, the smaller first.
    struct Counts {
        std::map<std::pair<int, int>, int> bonds;
        std::map<std::pair<int, int>, int> leftOut; ///< pairs of atoms as near as bonds of their elements may be, which are none
    };

    explicit BondCounter(JobList* jobs, QObject* parent = nullptr);
    ~BondCounter() override;

    /// structure = nullptr: nothing is counted.
    void start(const EditedStructure& edited);
    /// The newest answer.
    const Counts& counts() const { return m_counts; }

private:
    Counts m_counts;
    std::unique_ptr<LatestJob<Counts>> m_job;
};

} // namespace mbtr::gui
