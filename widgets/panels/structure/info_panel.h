#pragma once

#include <QWidget>

class QLabel;

namespace mbtr::gui {

class FactsStudy;
class NumberField;
class Selection;
class Session;

/// What is known of the current structure: formula, mass, fragments, rings; of crystals density, volume and space group.
class InfoPanel : public QWidget {
    Q_OBJECT

public:
    InfoPanel(Session* session, Selection* selection, FactsStudy* facts, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void ask();
    void showFacts();

    Session* m_session;
    Selection* m_selection;
    FactsStudy* m_facts;
    QLabel* m_text;
    NumberField* m_tolerance;
};

} // namespace mbtr::gui
