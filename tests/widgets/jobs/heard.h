#pragma once

#include "widgets/jobs/job_list.h"
#include "widgets/jobs/latest_job.h"

#include <QStringList>
#include <vector>

namespace mbtr::gui {

/// A job with all that was heard of it.
template <typename T> struct Heard {
    JobList jobs;
    std::vector<T> results;
    QStringList problems;
    LatestJob<T> job {jobs, "work", [this](T result) { results.push_back(std::move(result)); },
                      [this](const QString& problem) { problems << problem; }};
};

} // namespace mbtr::gui
