#pragma once

namespace mbtr {

/// Whatever the locale.
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace mbtr
