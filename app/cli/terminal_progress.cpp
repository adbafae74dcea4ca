#include "app/cli/terminal_progress.h"

#include <fmt/format.h>
#include <unistd.h>

namespace mbtr::cli {

TerminalProgress::TerminalProgress()
    : m_onTerminal(isatty(STDERR_FILENO))
{
}

TerminalProgress::~TerminalProgress()
{
    if (m_shownPercent >= 0)
        fmt::print(stderr, "\r\033[K");
}

void TerminalProgress::report(double fraction, std::string_view step)
{
    if (!m_onTerminal)
        return;
    const std::scoped_lock lock(m_mutex);
    const int percent = static_cast<int>(100 * fraction);
    if (percent == m_shownPercent)
        return;
    m_shownPercent = percent;
    fmt::print(stderr, "\r\033[K{:3d} % {}", percent, step);
    std::fflush(stderr);
}

} // namespace mbtr::cli
