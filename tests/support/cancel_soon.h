#pragma once

#include "core/base/progress.h"

#include <atomic>
#include <chrono>

namespace mbtr::test {

/// Cancels once the job is past `fraction`, and tells how long it went on from there.
class CancelSoon : public Progress {
public:
    explicit CancelSoon(double fraction)
        : m_fraction(fraction)
    {
    }
    void report(double fraction, std::string_view) override
    {
        if (fraction >= m_fraction && !m_cancelled.exchange(true))
            m_when = std::chrono::steady_clock::now();
    }
    bool cancelled() const override { return m_cancelled; }
    double secondsSince() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_when).count(); }

private:
    double m_fraction;
    std::atomic<bool> m_cancelled = false;
    std::chrono::steady_clock::time_point m_when;
};

} // namespace mbtr::test
