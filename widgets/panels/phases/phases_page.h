#pragma once

#include "widgets/work/phases/phase_view.h"

#include <QWidget>
#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTabWidget;

namespace mbtr::gui {

class BinaryPlot;
class EnergyCheckPanel;
class FacetTableModel;
class NumberField;
class PhaseForm;
class PhasePlot;
class PhaseTableModel;
class SearchProgress;
class Selection;
class Session;
class SimplexPlot;
struct PhaseStudies;

/// Phase diagram of the listed structures, and the search for its hull with as few energies as possible.
class PhasesPage : public QWidget {
    Q_OBJECT

public:
    PhasesPage(Session* session, Selection* selection, PhaseStudies* studies, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QLayout* makeButtons();
    void makeAskMenu();
    void askForFolder(bool writes);
    void askForTable();
    QWidget* makeDiagram();
    QWidget* makeView();
    QWidget* makeTable(QTableView* table, const char* name, const QString& about);
    void connectStudies();
    void follow();
    void showAll();
    void showView();
    void showDiagram(const std::shared_ptr<const PhaseView>& view);
    std::shared_ptr<const PhaseView> wholeDiagram() const;
    void checkIfSmall();
    void showState();
    void showStructure();
    QString problem() const;
    void saveTable();

    Session* m_session;
    Selection* m_selection;
    PhaseStudies* m_studies;
    PhaseForm* m_form;
    QPushButton *m_step, *m_toStop, *m_toEnd, *m_stop, *m_restart, *m_keep, *m_ask, *m_more;
    QLabel* m_state;
    QLabel* m_problem;
    QLabel* m_structure;
    QTabWidget* m_tabs;
    QStackedWidget* m_diagrams;
    QLabel* m_empty;
    BinaryPlot* m_binary;
    SimplexPlot* m_simplex;
    QWidget* m_viewRow;
    NumberField *m_turn, *m_tilt, *m_above;
    SearchProgress* m_progress;
    QTableView *m_table, *m_facets;
    PhaseTableModel* m_structures;
    FacetTableModel* m_potentials;
    EnergyCheckPanel* m_check;
    std::shared_ptr<const PhaseView> m_view;
    bool m_waiting = true; ///< the diagram is to be made when the page is looked at
};

} // namespace mbtr::gui
