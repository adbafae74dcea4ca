#pragma once

#include <memory>

namespace mbtr {

/// While it lives, core uses at most `count` threads, its linear algebra included. Throws SettingsError("threads", ..) for less
/// than 1.
class ThreadLimit {
public:
    explicit ThreadLimit(int count);
    ~ThreadLimit();
    ThreadLimit(ThreadLimit&&) noexcept;
    ThreadLimit& operator=(ThreadLimit&&) noexcept;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mbtr
