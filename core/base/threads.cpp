#include "core/base/threads.h"

#include <cblas.h>
#include <tbb/global_control.h>

namespace mbtr {

ThreadLimit::ThreadLimit(int count)
{
    if (count <= 0)
        return;
    m_control = new tbb::global_control(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(count));
    openblas_set_num_threads(count);
}

ThreadLimit::~ThreadLimit()
{
    delete static_cast<tbb::global_control*>(m_control);
}

} // namespace mbtr
