#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace mbtr::gui {

class ForceTrainer;
class PreviewPlayer;

/// The permutations of like atoms that a model knows: each as it moves the molecule, and the error without symmetry, with what it alone
/// generates, and with all.
class ForcesSymmetryView : public QWidget {
    Q_OBJECT

public:
    ForcesSymmetryView(ForceTrainer* trainer, PreviewPlayer* player, QWidget* parent = nullptr);
    ~ForcesSymmetryView() override;

private:
    void showPermutations();
    void showErrors();
    void showState();
    void playRow(int row);

    ForceTrainer* m_trainer;
    PreviewPlayer* m_player;
    QPushButton* m_compare;
    QPushButton* m_stop;
    QLabel* m_text;
    QTableWidget* m_table;
};

} // namespace mbtr::gui
