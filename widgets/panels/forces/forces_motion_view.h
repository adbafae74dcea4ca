#pragma once

#include "core/dynamics/integrator.h"

#include <QTimer>
#include <QWidget>
#include <memory>
#include <vector>

class QLabel;
class QPushButton;

namespace mbtr::gui {

class ChoiceBox;
class FieldGrid;
class ForceTrainer;
class JobList;
class MotionRunner;
class NumberField;
class ForcesMotionPlots;
class PreviewPlayer;
class Session;
class Selection;
class VtkView;
template <typename T> class LatestJob;

/// The current molecule moves by the force model, live in the 3-D view; an atom that is dragged there is pulled at by a spring.
/// Energy and temperature are plotted, geometries far from the training data flagged.
class ForcesMotionView : public QWidget {
    Q_OBJECT

public:
    struct Parts {
        ForceTrainer* trainer;
        PreviewPlayer* player;
        Session* session;
        Selection* selection;
        JobList* jobs;
        VtkView* view; ///< may be nullptr: nothing can be pulled
    };
    explicit ForcesMotionView(const Parts& parts, QWidget* parent = nullptr);
    ~ForcesMotionView() override;

private:
    struct Relaxation;
    void makeFields();
    QPushButton* addButton(const char* name, const QString& text, const QString& toolTip);
    NumberField* addNumber(const char* name, const QString& label, const QString& unit, const QString& toolTip, double value,
                           double max);
    void connectPull(VtkView* view);
    void showSpring();
    void startOrStop();
    void end();
    void relax();
    void takeRelaxed();
    void saveTrajectory();
    void follow();
    void showText();
    void showState();

    Parts m_parts;
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
    QTimer m_follow;
    std::shared_ptr<MotionRunner> m_runner; ///< stays after the end, for its recording
    DynamicsSettings m_settings;
    double m_largestTrainingGap = 0; ///< of the model's training data
    QString m_farUnit; ///< of it
    bool m_hasArrow = false; ///< the layer in the view is shared: only what is ours is taken away
    std::unique_ptr<LatestJob<Relaxation>> m_relaxation;
};

} // namespace mbtr::gui
