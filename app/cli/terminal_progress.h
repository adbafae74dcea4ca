#pragma once

#include "core/base/progress.h"

#include <atomic>
#include <mutex>

namespace mbtr::cli {

/// A line of progress on standard error, only where that is a terminal; erased at the end. Results go to standard output.
class TerminalProgress : public Progress {
public:
    TerminalProgress();
    ~TerminalProgress() override;
    void report(double fraction, std::string_view step) override;

private:
    bool m_onTerminal;
    std::mutex m_mutex;
    int m_shownPercent = -1;
};

} // namespace mbtr::cli
