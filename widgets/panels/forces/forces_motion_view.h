#pragma once

#include "core/dynamics/integrator.h"
#include "core/dynamics/relaxation.h"

#include <QWidget>
#include <vector>

class QLabel;
class QPushButton;

namespace mbtr::gui {

class ChoiceBox;
class FieldGrid;
class ForcesMotionPlots;
class NumberField;
class VtkView;
struct ForceStudies;
struct MotionSample;

/// The current molecule moves by the force model, live in the 3-D view; an atom that is dragged there is pulled at by a spring.
/// Energy and temperature are plotted, geometries far from the training data flagged.
class ForcesMotionView : public QWidget {
    Q_OBJECT

public:
    /// view: may be nullptr: nothing can be pulled.
    ForcesMotionView(ForceStudies* studies, VtkView* view, QWidget* parent = nullptr);

private:
    QLayout* makeButtons();
    void makeFields();
    NumberField* addNumber(const char* name, const QString& label, const QString& unit, const QString& toolTip, double value,
                           double max);
    void connectPull();
    void connectMotion();
    void showSpring();
    void startOrStop();
    void relax();
    void showRelaxed(const Relaxed& result);
    void saveTrajectory();
    void plot(const std::vector<MotionSample>& samples);
    void showText();
    void showState();

    ForceStudies* m_studies;
    VtkView* m_view;
    FieldGrid* m_fields;
    ChoiceBox* m_thermostat;
    NumberField* m_temperature;
    NumberField* m_timestep;
    NumberField* m_friction;
    NumberField* m_pace;
    QPushButton* m_run;
    QPushButton* m_record;
    QPushButton* m_save;
    QPushButton* m_relax;
    QLabel* m_text;
    QLabel* m_warning;
    QLabel* m_problem;
    ForcesMotionPlots* m_plots;
    DynamicsSettings m_settings;
    double m_largestTrainingGap = 0; ///< of the model's training data
    QString m_farUnit; ///< of it
    bool m_hasArrow = false; ///< the layer in the view is shared: only what is ours is taken away
};

} // namespace mbtr::gui
