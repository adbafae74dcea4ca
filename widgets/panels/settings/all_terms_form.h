#pragma once

#include "core/mbtr/settings.h"

#include <QWidget>

class QCheckBox;
class QLabel;

namespace mbtr::gui {

class ChoiceBox;
class CorrelationTable;
class FieldGrid;
class SpeciesField;
struct Choice;

/// Edits what is common to all terms: discretisation, normalisation, reversals, unit cell, elements and their correlation.
class AllTermsForm : public QWidget {
    Q_OBJECT

public:
    explicit AllTermsForm(QWidget* parent = nullptr);

    void setSettings(const MbtrSettings& settings);
    void showProblem(const QString& problem);

signals:
    /// what: "Change normalisation".
    void edited(const mbtr::MbtrSettings& settings, const QString& what);

private:
    void makeChoices();
    void makeElements();
    ChoiceBox* addChoice(const char* name, const QString& label, const QString& toolTip, const QList<Choice>& choices,
                         void (*change)(MbtrSettings&, int));

    MbtrSettings m_settings;
    FieldGrid* m_fields;
    ChoiceBox* m_discretization = nullptr;
    ChoiceBox* m_normalization = nullptr;
    ChoiceBox* m_reversals = nullptr;
    ChoiceBox* m_periodicity = nullptr;
    QCheckBox* m_normalizeGaussians;
    SpeciesField* m_species;
    CorrelationTable* m_correlation;
    QLabel* m_problem;
};

} // namespace mbtr::gui
