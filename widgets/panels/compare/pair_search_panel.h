#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace mbtr::gui {

class ChoiceBox;
class PairSearchStudy;
class Selection;
class Session;

/// Looks for structures of the dataset that the representation hardly tells apart, perhaps with very different properties. A
/// click on a pair makes it A and B.
class PairSearchPanel : public QWidget {
    Q_OBJECT

public:
    PairSearchPanel(Session* session, Selection* selection, PairSearchStudy* study, QWidget* parent = nullptr);

    QTableWidget* table() const { return m_table; }

signals:
    /// A and B were set.
    void pairChosen();

private:
    void nameChoices();
    void styleProgress();
    void styleTable();
    void build();
    void readDataset();
    void search();
    void showState();
    void showTable();
    QString stateText() const;
    QString propertyText() const;
    void choose(int row);

    Session* m_session;
    Selection* m_selection;
    PairSearchStudy* m_study;
    ChoiceBox* m_ranking;
    QComboBox* m_property;
    QPushButton* m_search;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_state;
    QTableWidget* m_table;
    bool m_cancelled = false; ///< the newest search
};

} // namespace mbtr::gui
