#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace mbtr::gui {

/// Results that a worker hands over one by one while it goes on; the view takes them when it hears of progress. Safe from any
/// thread.
template <typename T> class LivePoints {
public:
    void add(T point)
    {
        const std::lock_guard lock(m_mutex);
        m_points.push_back(std::move(point));
    }
    std::vector<T> all() const
    {
        const std::lock_guard lock(m_mutex);
        return m_points;
    }

    /// Each point is taken once.
    std::vector<T> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_points, {});
    }

private:
    mutable std::mutex m_mutex;
    std::vector<T> m_points;
};

} // namespace mbtr::gui
