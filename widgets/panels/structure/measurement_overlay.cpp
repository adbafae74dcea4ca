#include "widgets/panels/structure/measurement_overlay.h"

#include "widgets/document/measurement_list.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/items/measurement_table_model.h"
#include "widgets/render/view/vtk_view.h"

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

MeasuredSites measured(const Measurement& measurement, const Structure& structure)
{
    MeasuredSites result;
    for (const AtomCopy& copy : measuredCopies(measurement, structure))
        result.sites.push_back({copy.atom, copy.image});
    result.text = valueText(measurement, structure).toStdString();
    return result;
}

bool isSame(const Measurement& one, const Measurement& other)
{
    return one == other || std::equal(one.atoms.begin(), one.atoms.end(), other.atoms.rbegin(), other.atoms.rend());
}

} // namespace

Overlay measurementOverlay(const std::vector<Measurement>& measurements, const Structure& structure)
{
    Overlay overlay;
    for (const Measurement& measurement : measurements)
        if (std::isfinite(valueOf(measurement, structure)))
            overlay.measures.push_back(measured(measurement, structure));
    return overlay;
}

MeasurementOverlay::MeasurementOverlay(Session* session, Selection* selection, MeasurementList* list, VtkView* view)
    : QObject(view)
    , m_session(session)
    , m_selection(selection)
    , m_list(list)
    , m_view(view)
{
    connect(view, &VtkView::structureChanged, this, &MeasurementOverlay::show);
    connect(list, &MeasurementList::changed, this, &MeasurementOverlay::show);
    connect(selection, &Selection::atomsChanged, this, &MeasurementOverlay::show);
    show();
}

void MeasurementOverlay::show()
{
    const auto structure = shownStructure(*m_session, *m_selection).structure;
    std::vector<Measurement> all = m_list->all();
    const Measurement picked {m_selection->atoms()};
    const bool isKept = std::any_of(all.begin(), all.end(), [&](const Measurement& kept) { return isSame(kept, picked); });
    if (picked.atoms.size() >= 2 && picked.atoms.size() <= 4 && !isKept)
        all.push_back(picked);
    m_view->setOverlay(structure ? measurementOverlay(all, *structure) : Overlay(), OverlayLayer::Measurements);
}

} // namespace mbtr::gui

#include "moc_measurement_overlay.cpp"
