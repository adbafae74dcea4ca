#pragma once

#include "widgets/plots/series_plot.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace mbtr::gui {

class LearningCurveStudy;
class NumberField;

/// Error against training size for several representations and kernels, filling in while computed; a stopped curve can be
/// continued, also after the program was started again.
class LearningCurves : public QWidget {
    Q_OBJECT

public:
    explicit LearningCurves(LearningCurveStudy* study, QWidget* parent = nullptr);

private:
    QLayout* makeTop();
    QString nameOf(int curve) const;
    PlotSeries meanOf(int curve) const;
    QString addFit(int curve, const PlotSeries& mean, std::vector<PlotSeries>& series) const;
    void showCurves();
    void showState();

    LearningCurveStudy* m_study;
    SeriesPlot* m_plot;
    NumberField* m_repeats;
    QPushButton* m_add;
    QPushButton* m_stop;
    QPushButton* m_clear;
    QLabel* m_text;
};

} // namespace mbtr::gui
