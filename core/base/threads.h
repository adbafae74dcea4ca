#pragma once

namespace mbtr {

/// How many threads core may use at once, in its own loops (oneTBB) and in OpenBLAS; lives as long as the limit holds.
class ThreadLimit {
public:
    /// count: at least 1; 0 = all cores.
    explicit ThreadLimit(int count);
    ~ThreadLimit();
    ThreadLimit(const ThreadLimit&) = delete;
    ThreadLimit& operator=(const ThreadLimit&) = delete;

private:
    void* m_control = nullptr; ///< tbb::global_control
};

} // namespace mbtr
