#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace mbtr::gui {

class ErrorMapStudy;
class MapPlot;
class Pipeline;
class Session;

/// Validation error over length and lambda, filling in while it is computed; a click on a cell makes it the current model.
class TrainingMap : public QWidget {
    Q_OBJECT

public:
    TrainingMap(Session* session, Pipeline* pipeline, ErrorMapStudy* study, QWidget* parent = nullptr);

private:
    void showMap();
    void choose(int row, int column);
    QString bestText() const;

    Session* m_session;
    Pipeline* m_pipeline;
    ErrorMapStudy* m_study;
    MapPlot* m_plot;
    QPushButton* m_button;
    QLabel* m_text;
};

} // namespace mbtr::gui
