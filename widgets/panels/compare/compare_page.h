#pragma once

#include <QSplitter>

class QLabel;
class QTabWidget;
class QToolButton;

namespace mbtr::gui {

struct CompareStudies;
struct DisplayOptions;
class BlindnessStudy;
class Comparer;
class EnergyCheckStudy;
class JobList;
class NumberField;
class PairedViews;
class Selection;
class Session;

/// Two structures: both in 3-D, and below how they differ.
class ComparePage : public QSplitter {
    Q_OBJECT

public:
    /// check: finds pairs of the open structures that cannot be told apart; jobs: of the 3-D views.
    ComparePage(Session* session, Selection* selection, CompareStudies* studies, EnergyCheckStudy* check, JobList* jobs,
                QWidget* parent = nullptr);

    Comparer* comparer() const { return m_comparer; }
    PairedViews* views() const { return m_views; }
    QTabWidget* tabs() const { return m_tabs; }
    void setOptions(const DisplayOptions& options);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeTop();
    QWidget* makeBlindness(BlindnessStudy* blindness, EnergyCheckStudy* check);
    QWidget* makeChoice();
    void chooseDefault();
    void showChoice();
    void showPair();
    QString command() const;
    void swap();

    Session* m_session;
    Selection* m_selection;
    Comparer* m_comparer;
    NumberField* m_a;
    NumberField* m_b;
    QToolButton* m_swap;
    QToolButton* m_command;
    QToolButton* m_back;
    QLabel* m_problem;
    PairedViews* m_views;
    QTabWidget* m_tabs;
};

} // namespace mbtr::gui
