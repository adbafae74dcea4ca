#pragma once

#include "core/models/cross_validation.h"
#include "widgets/work/study.h"

#include <memory>
#include <optional>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// Cross-validates the session's model settings on the structures that train. Another model takes the answer away.
class CrossValidator : public Study {
    Q_OBJECT

public:
    CrossValidator(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~CrossValidator() override;

    /// folds: into how many parts the training structures are dealt.
    void start(int folds);
    const std::optional<CrossValidation>& found() const { return m_found; }

private:
    Session* m_session;
    std::optional<CrossValidation> m_found;
    std::unique_ptr<LatestJob<CrossValidation>> m_job;
};

} // namespace mbtr::gui
