#pragma once

#include <QWidget>
#include <memory>

class QLabel;
class QPushButton;
class QTableWidget;

namespace mbtr::gui {

class ForceTrainer;
class JobList;
class PreviewPlayer;
template <typename T>
class LatestJob;

/// Normal modes of the current molecule at the nearest minimum of the force model: their wavenumbers, and each as it moves.
class ForcesModesView : public QWidget {
    Q_OBJECT

public:
    ForcesModesView(ForceTrainer* trainer, PreviewPlayer* player, JobList* jobs, QWidget* parent = nullptr);
    ~ForcesModesView() override;

private:
    struct Modes;
    void compute();
    void takeModes();
    void playRow(int row);
    void showState();

    ForceTrainer* m_trainer;
    PreviewPlayer* m_player;
    QPushButton* m_compute;
    QPushButton* m_stop;
    QLabel* m_text;
    QTableWidget* m_table;
    std::shared_ptr<const Modes> m_modes;
    std::unique_ptr<LatestJob<std::shared_ptr<const Modes>>> m_job;
};

} // namespace mbtr::gui
