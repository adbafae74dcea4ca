#pragma once

#include <QLabel>

namespace mbtr::gui {

class ModelDesk;

/// One line beside the 3-D view: what the model says about the structure as it is now, with its spread. Hidden without a model.
class PredictionLine : public QLabel {
    Q_OBJECT

public:
    explicit PredictionLine(ModelDesk* desk, QWidget* parent = nullptr);

private:
    void showPrediction();

    ModelDesk* m_desk;
};

} // namespace mbtr::gui
