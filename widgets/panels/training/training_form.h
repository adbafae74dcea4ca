#pragma once

#include "core/models/krr.h"

#include <QWidget>
#include <functional>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;

namespace mbtr::gui {

class ChoiceBox;
class FieldGrid;
class NumberField;
class Session;
class TrainingForecast;
class TrainingForecaster;
struct NumberLimits;

/// Target, kernel, its parameters and the split of a training. Writes to the Session at once.
class TrainingForm : public QWidget {
    Q_OBJECT

public:
    TrainingForm(Session* session, TrainingForecaster* forecaster, QWidget* parent = nullptr);

    /// Is there something to train on?
    bool isReady() const;

private:
    void makeModelRows();
    void addSwitches();
    void makeSplitRows();
    NumberField* addNumber(const QString& label, const char* name, const QString& toolTip, const NumberLimits& limits,
                           void (*set)(TrainingSettings&, double));
    void addChoice(ChoiceBox* box, const QString& label, const char* name, const QString& toolTip,
                   std::span<const std::string_view> names, void (*set)(TrainingSettings&, int));
    void change(const QString& what, const std::function<void(TrainingSettings&)>& edit);
    void readDataset();
    void readGroups(const Dataset& dataset);
    void readSettings();
    void showSizes();

    Session* m_session;
    FieldGrid* m_form;
    QComboBox* m_target;
    QCheckBox* m_perAtom;
    ChoiceBox* m_representation;
    QCheckBox* m_baseline;
    QCheckBox* m_scaling;
    ChoiceBox* m_kernel;
    NumberField* m_length;
    NumberField* m_lambda;
    NumberField* m_train;
    NumberField* m_validate;
    NumberField* m_seed;
    ChoiceBox* m_method;
    QComboBox* m_groupBy;
    NumberField* m_forceSmall;
    QLabel* m_sizes;
    TrainingForecast* m_forecast;
};

} // namespace mbtr::gui
