#pragma once

#include "core/chemistry/measurements.h"
#include "widgets/render/scene/overlay.h"

#include <QObject>

namespace mbtr::gui {

class MeasurementList;
class Selection;
class Session;
class VtkView;

/// Lines and values of measurements; those that this structure does not have are left out.
Overlay measurementOverlay(const std::vector<Measurement>& measurements, const Structure& structure);

/// Draws the measurements that stay, and the one between two, three or four picked atoms, into the 3-D view.
class MeasurementOverlay : public QObject {
    Q_OBJECT

public:
    MeasurementOverlay(Session* session, Selection* selection, MeasurementList* list, VtkView* view);

private:
    void show();

    Session* m_session;
    Selection* m_selection;
    MeasurementList* m_list;
    VtkView* m_view;
};

} // namespace mbtr::gui
