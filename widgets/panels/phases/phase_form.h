#pragma once

#include "core/thermodynamics/hull_data.h"
#include "core/thermodynamics/hull_search.h"

#include <QWidget>

class QComboBox;

namespace mbtr::gui {

class ChoiceBox;
class NumberField;
class Session;

/// Which energies a phase diagram is made of, and how a search goes about it.
class PhaseForm : public QWidget {
    Q_OBJECT

public:
    explicit PhaseForm(Session* session, QWidget* parent = nullptr);

    /// Is there any energy to choose?
    bool isReady() const;
    HullEnergies energies() const;
    HullSearchSettings settings() const;

signals:
    /// Other energies: the diagram is another one.
    void energiesChanged();

private:
    QWidget* makeEnergies();
    QWidget* makeSearch();
    void fillProperties();

    Session* m_session;
    QComboBox* m_property;
    ChoiceBox* m_meaning;
    ChoiceBox* m_rule;
    NumberField* m_batch;
    NumberField* m_start;
    NumberField* m_seed;
};

} // namespace mbtr::gui
