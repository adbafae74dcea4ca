#pragma once

#include "core/mbtr/settings.h"

#include <QStringList>
#include <QWidget>
#include <functional>
#include <vector>

class QLabel;
class QToolButton;

namespace mbtr::gui {

class ChoiceBox;
class FieldGrid;
class NumberField;
struct NumberLimits;

/// Edits one term: exactly the parameters its weighting takes; angles in degrees.
class TermForm : public QWidget {
    Q_OBJECT

public:
    /// index: from 0, place of the term in the settings.
    explicit TermForm(int index, QWidget* parent = nullptr);

    void setTerm(const TermSettings& term, Discretization discretization, bool canBeRemoved);
    /// field: that of a SettingsError behind "terms[i]."; false where there is no such field here.
    bool showProblem(const QString& field, const QString& problem);
    void clearProblems();
    /// What the term cannot tell apart; empty: nothing.
    void showResolution(const QStringList& sentences);

signals:
    /// what: "Change sigma of term 2".
    void edited(const mbtr::TermSettings& term, const QString& what);
    void removeRequested();

private:
    /// A number of the term and its field.
    struct Number {
        NumberField* field;
        QString key; ///< in settings files
        std::function<std::optional<double>(const TermSettings&)> get;
        std::function<void(TermSettings&, std::optional<double>)> set;
        bool inGridUnit = false;
    };

    void makeChoices();
    void makeGrid();
    void makeWeighting();
    NumberField* makeNumber(const QString& label, const QString& toolTip, const NumberLimits& limits, Number number);
    void addParameter(const QString& label, const QString& toolTip, const NumberLimits& limits, const QString& key,
                      std::optional<double> Weighting::*member);
    void changeOrder(int k);
    void changeGeometry(int geometry);
    void changeWeighting(int function);
    void emitEdited(const QString& what);
    void fillChoices();
    void showParameters();
    void showUnits();

    int m_index;
    TermSettings m_term;
    Discretization m_discretization = Discretization::Paper;
    FieldGrid* m_fields;
    ChoiceBox* m_order;
    ChoiceBox* m_geometry;
    ChoiceBox* m_weighting;
    QToolButton* m_remove;
    QLabel* m_problem;
    QLabel* m_resolution;
    std::vector<Number> m_numbers;
};

} // namespace mbtr::gui
