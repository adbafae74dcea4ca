#pragma once

#include "core/models/explanation.h"

#include <QObject>
#include <map>
#include <memory>
#include <set>

namespace mbtr::gui {

class JobList;
class ModelDesk;
template <typename T> class FollowingJob;

/// What single tuples of atoms add to the current prediction, of the blocks that were asked for; follows the ModelDesk.
class TupleExplainer : public QObject {
    Q_OBJECT

public:
    TupleExplainer(ModelDesk* desk, JobList* jobs, QObject* parent = nullptr);
    ~TupleExplainer() override;

    /// Indices into the layout's blocks.
    void setBlocks(std::set<int> blocks);
    const std::set<int>& blocks() const { return m_blocks; }
    /// What the tuples of a block add to the desk's current prediction; nullptr while it is not known.
    const TupleParts* parts(int block) const;

signals:
    void changed();

private:
    struct Answer;
    void ask();
    void take(Answer answer);

    ModelDesk* m_desk;
    std::set<int> m_blocks;
    std::unique_ptr<const Answer> m_answer;
    std::unique_ptr<FollowingJob<Answer>> m_job;
};

} // namespace mbtr::gui
