#pragma once

#include "core/chemistry/measurements.h"

#include <QWidget>
#include <vector>

class QLabel;

namespace mbtr::gui {

class ChoiceBox;
class CurvePlot;
class MeasurementList;
class MeasurementStudy;
class Selection;
class Session;

/// Measurements along the structures of the dataset as curves, computed in the background while they are looked at.
class MeasurementCurves : public QWidget {
    Q_OBJECT

public:
    MeasurementCurves(Session* session, Selection* selection, MeasurementList* list, MeasurementStudy* study,
                      QWidget* parent = nullptr);

    CurvePlot* plot() const { return m_plot; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void compute();
    void showCurves();
    std::vector<Measurement> chosen() const;
    QString nameOf(const Measurement& measurement) const;

    Session* m_session;
    Selection* m_selection;
    MeasurementList* m_list;
    MeasurementStudy* m_study;
    ChoiceBox* m_kind; ///< 0: distances, 1: angles
    CurvePlot* m_plot;
    QLabel* m_problem;
};

} // namespace mbtr::gui
