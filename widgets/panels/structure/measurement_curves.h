#pragma once

#include "core/chemistry/measurements.h"

#include <QWidget>
#include <memory>

namespace mbtr::gui {

class ChoiceBox;
class CurvePlot;
class JobList;
class MeasurementList;
class Selection;
class Session;
struct Curve;
template <typename T> class LatestJob;

/// Measurements along the structures of the dataset as curves, computed in the background while they are looked at.
class MeasurementCurves : public QWidget {
    Q_OBJECT

public:
    MeasurementCurves(Session* session, Selection* selection, MeasurementList* list, JobList* jobs, QWidget* parent = nullptr);
    ~MeasurementCurves() override;

    CurvePlot* plot() const { return m_plot; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void compute();
    std::vector<Measurement> chosen() const;
    QString nameOf(const Measurement& measurement) const;

    Session* m_session;
    Selection* m_selection;
    MeasurementList* m_list;
    ChoiceBox* m_kind; ///< 0: distances, 1: angles
    CurvePlot* m_plot;
    std::unique_ptr<LatestJob<std::vector<Curve>>> m_job;
};

} // namespace mbtr::gui
