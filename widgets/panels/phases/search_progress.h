#pragma once

#include <QWidget>

namespace mbtr::gui {

class HullSearchStudy;
class SeriesPlot;

/// How a search goes, against the look-ups used: the chance that something is missing, and the error of the hull; beside those
/// of the searches that were kept.
class SearchProgress : public QWidget {
    Q_OBJECT

public:
    explicit SearchProgress(HullSearchStudy* study, QWidget* parent = nullptr);

private:
    void showCourses();

    HullSearchStudy* m_study;
    SeriesPlot* m_chance;
    SeriesPlot* m_error;
};

} // namespace mbtr::gui
