#pragma once

#include "core/base/progress.h"

#include <atomic>
#include <string>

namespace mbtr {

/// Adds up the work done by several threads and passes it on as a fraction.
class WorkCounter {
public:
    /// total: in any unit, the same as that of add().
    WorkCounter(Progress& progress, double total, std::string step)
        : m_progress(progress)
        , m_total(total > 0 ? total : 1)
        , m_step(std::move(step))
    {
    }
    /// Throws Cancelled. Thread-safe.
    void add(double work)
    {
        m_progress.throwIfCancelled();
        m_progress.report((m_done += work) / m_total, m_step);
    }

private:
    Progress& m_progress;
    double m_total;
    std::string m_step;
    std::atomic<double> m_done = 0;
};

} // namespace mbtr
