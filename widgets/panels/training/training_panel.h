#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QSplitter;
class QTabWidget;

namespace mbtr::gui {

class CrossValidationRow;
class Pipeline;
class SearchView;
class Selection;
class Session;
class TrainingForm;
class TrainingResultView;
struct TrainingStudies;

/// Trains a kernel model in the background and shows how well it predicts.
class TrainingPanel : public QWidget {
    Q_OBJECT

public:
    TrainingPanel(Session* session, Selection* selection, Pipeline* pipeline, TrainingStudies* studies,
                  QWidget* parent = nullptr);

    /// Result and search are the first; others may follow.
    QTabWidget* tabs() const { return m_tabs; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeTop();
    QLayout* makeButtons();
    QWidget* makeBottom();
    void connectPipeline();
    void showState();
    void showResult();
    void finish(const QString& problem);
    void fitForm();

    Session* m_session;
    Selection* m_selection;
    Pipeline* m_pipeline;
    TrainingForm* m_form;
    QScrollArea* m_scroll;
    QPushButton* m_train;
    QPushButton* m_search;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_problem;
    QLabel* m_empty;
    TrainingResultView* m_result;
    CrossValidationRow* m_folds;
    SearchView* m_searchView;
    QTabWidget* m_tabs;
    QSplitter* m_splitter;
    bool m_training = false; ///< between Pipeline::trainingStarted and trainingFinished
};

} // namespace mbtr::gui
