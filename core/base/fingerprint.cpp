#include "core/base/fingerprint.h"

#include <fmt/core.h>

namespace mbtr {

std::string Fingerprint::text() const
{
    return fmt::format("{:016x}", m_hash);
}

} // namespace mbtr
