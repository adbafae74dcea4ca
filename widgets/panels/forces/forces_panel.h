#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;

namespace mbtr::gui {

class ForcesArrows;
class ForcesForm;
class ForceTrainer;
class Selection;
class VtkView;
struct ForceStudies;

/// Learns a force field from geometries of one molecule, shows how good it is, and moves the molecule by it.
class ForcesPanel : public QWidget {
    Q_OBJECT

public:
    struct Parts {
        Selection* selection;
        ForceStudies* studies;
        VtkView* view; ///< of the current structure; may be nullptr
    };
    explicit ForcesPanel(const Parts& parts, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeTop();
    void makeTabs(const Parts& parts);
    void showState();
    void openModel();
    void saveModel();

    ForceTrainer* m_trainer;
    ForcesForm* m_form;
    QPushButton* m_train;
    QPushButton* m_cancel;
    QPushButton* m_open;
    QPushButton* m_save;
    QProgressBar* m_progress;
    QLabel* m_problem;
    QLabel* m_modelText;
    QTabWidget* m_tabs;
    ForcesArrows* m_arrows;
};

} // namespace mbtr::gui
