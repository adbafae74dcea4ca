#pragma once

#include "core/kernels/closest_pairs.h"

#include <QWidget>
#include <memory>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace mbtr::gui {

class ChoiceBox;
class JobList;
class Selection;
class Session;
template <typename T> class LatestJob;

/// Looks for structures of the dataset that the representation hardly tells apart, perhaps with very different properties. A
/// click on a pair makes it A and B.
class PairSearchPanel : public QWidget {
    Q_OBJECT

public:
    PairSearchPanel(Session* session, Selection* selection, JobList* jobs, QWidget* parent = nullptr);
    ~PairSearchPanel() override;

    QTableWidget* table() const { return m_table; }

signals:
    /// A and B were set.
    void pairChosen();

private:
    struct Found;
    void build();
    void readDataset();
    void search();
    void showFound();
    void showRunning();
    void choose(int row);

    Session* m_session;
    Selection* m_selection;
    ChoiceBox* m_ranking;
    QComboBox* m_property;
    QPushButton* m_search;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_state;
    QTableWidget* m_table;
    std::vector<ClosePair> m_pairs; ///< by index into the dataset
    std::unique_ptr<LatestJob<Found>> m_job;
};

} // namespace mbtr::gui
