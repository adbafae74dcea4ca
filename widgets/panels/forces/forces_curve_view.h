#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mbtr::gui {

class ForceTrainer;
class PointPlot;

/// The error of the forces against the number of training geometries, point by point as they are computed.
class ForcesCurveView : public QWidget {
    Q_OBJECT

public:
    explicit ForcesCurveView(ForceTrainer* trainer, QWidget* parent = nullptr);

private:
    void compute();
    void show();
    void showState();

    ForceTrainer* m_trainer;
    QLineEdit* m_sizes;
    QCheckBox* m_both;
    QPushButton* m_compute;
    QLabel* m_text;
    PointPlot* m_plot;
};

} // namespace mbtr::gui
