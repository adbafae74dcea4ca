#include "core/base/threads.h"

#include "core/base/error.h"

#include <cblas.h>
#include <tbb/global_control.h>

namespace mbtr {

struct ThreadLimit::State {
    explicit State(int count)
        : control(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(count))
        , blasThreads(openblas_get_num_threads())
    {
        openblas_set_num_threads(count);
    }
    ~State() { openblas_set_num_threads(blasThreads); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    tbb::global_control control;
    int blasThreads;
};

ThreadLimit::ThreadLimit(int count)
{
    if (count < 1)
        throw SettingsError("threads", "must be at least 1, is " + std::to_string(count));
    m_state = std::make_unique<State>(count);
}

ThreadLimit::~ThreadLimit() = default;
ThreadLimit::ThreadLimit(ThreadLimit&&) noexcept = default;
ThreadLimit& ThreadLimit::operator=(ThreadLimit&&) noexcept = default;

} // namespace mbtr
