#include "widgets/document/measurement_list.h"

#include <algorithm>

namespace mbtr::gui {

void MeasurementList::add(const std::vector<int>& atoms)
{
    // Forwards and backwards it is the same one.
    const Measurement forwards {atoms}, backwards {{atoms.rbegin(), atoms.rend()}};
    const auto isSame = [&](const Measurement& other) { return other == forwards || other == backwards; };
    if (atoms.size() < 2 || atoms.size() > 4 || std::any_of(m_all.begin(), m_all.end(), isSame))
        return;
    m_all.push_back(forwards);
    emit changed();
}

void MeasurementList::remove(int index)
{
    m_all.erase(m_all.begin() + index);
    emit changed();
}

void MeasurementList::clear()
{
    if (m_all.empty())
        return;
    m_all.clear();
    emit changed();
}

} // namespace mbtr::gui

#include "moc_measurement_list.cpp"
