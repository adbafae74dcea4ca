#pragma once

#include "core/base/error.h"

#include <string>

namespace mbtr::test {

/// What `function` throws, for people; "accepted" where it throws nothing.
template <typename Exception = Error, typename Function> std::string messageOf(const Function& function)
{
    try {
        function();
    } catch (const Exception& error) {
        return error.what();
    }
    return "accepted";
}

} // namespace mbtr::test
