#pragma once

#include <cstdint>
#include <memory>

namespace mbtr::gui {

/// A result with the revision of the inputs it was computed from. Old values stay on screen, greyed, until replaced.
template <typename T> struct Stamped {
    std::shared_ptr<const T> value; ///< nullptr until there is one
    std::uint64_t revision = 0;
};

} // namespace mbtr::gui
