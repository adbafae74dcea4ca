#pragma once

#include <QWidget>
#include <functional>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;

namespace mbtr {
struct GdmlTrainingSettings;
}

namespace mbtr::gui {

class ChoiceBox;
class FieldGrid;
class ForceTrainer;
class NumberField;
struct NumberLimits;

/// What a force model is learnt from and how: properties, descriptor, sizes, and what is not searched.
class ForcesForm : public QWidget {
    Q_OBJECT

public:
    explicit ForcesForm(ForceTrainer* trainer, QWidget* parent = nullptr);

private:
    void makeDataRows();
    void makeSplitRows();
    void makeModelRows();
    QComboBox* addProperty(const QString& label, const char* name, const QString& toolTip,
                           std::string GdmlTrainingSettings::*member);
    ChoiceBox* addChoice(const QString& label, const char* name, const QString& toolTip, void (*set)(GdmlTrainingSettings&, int));
    NumberField* addNumber(const QString& label, const char* name, const QString& toolTip, const NumberLimits& limits,
                           void (*set)(GdmlTrainingSettings&, std::optional<double>));
    void change(const QString& label, const std::function<void(GdmlTrainingSettings&)>& edit);
    void readDataset();
    void readSettings();
    void showEstimate();

    ForceTrainer* m_trainer;
    FieldGrid* m_form;
    QComboBox* m_energy;
    QComboBox* m_forces;
    ChoiceBox* m_descriptor;
    NumberField* m_train;
    NumberField* m_validate;
    ChoiceBox* m_method;
    NumberField* m_length;
    NumberField* m_lambda;
    NumberField* m_seed;
    ChoiceBox* m_solver;
    QCheckBox* m_symmetry;
    QLabel* m_estimate;
};

} // namespace mbtr::gui
