#pragma once

#include "core/base/text.h"

#include <string_view>

namespace mbtr {

/// Columns begin..begin+length-1 (from 0) of a line, without the blanks around; empty beyond its end.
inline std::string_view columnsOf(std::string_view line, std::size_t begin, std::size_t length)
{
    return begin < line.size() ? trimmed(line.substr(begin, length)) : std::string_view();
}

} // namespace mbtr
