#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace mbtr::gui {

class Session;
class TrainingForecaster;

/// What a training with the settings as they are would take, and what about them does not suit the target.
class TrainingForecast : public QWidget {
    Q_OBJECT

public:
    TrainingForecast(Session* session, TrainingForecaster* forecaster, QWidget* parent = nullptr);

signals:
    void fitGridsAsked();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeFitting();
    QWidget* makeNormalizing();
    QWidget* makeAdvice(QLabel* text, QPushButton* button);
    void showOutlook();
    void normalize();

    Session* m_session;
    TrainingForecaster* m_forecaster;
    QLabel* m_estimate;
    QLabel* m_truncations;
    QWidget *m_fitting, *m_normalizing; ///< advice with a button each
};

} // namespace mbtr::gui
