#include "core/dataset/property.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

std::size_t countOf(const StructureNumbers& column)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < column.values.size(); i += static_cast<std::size_t>(column.components))
        count += !std::isnan(column.values[i]);
    return count;
}

template <typename Column> std::size_t countOf(const Column& column)
{
    return static_cast<std::size_t>(
        std::count_if(column.values.begin(), column.values.end(), [](const auto& value) { return !value.empty(); }));
}

} // namespace

std::size_t Property::count() const
{
    return std::visit([](const auto& column) { return countOf(column); }, values);
}

} // namespace mbtr
