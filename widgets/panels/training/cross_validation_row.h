#pragma once

#include <QWidget>
#include <memory>

class QLabel;
class QPushButton;

namespace mbtr {
struct CrossValidation;
}

namespace mbtr::gui {

class JobList;
class NumberField;
class Session;
template <typename T> class LatestJob;

/// k-fold cross-validation of the current model on its training structures.
class CrossValidationRow : public QWidget {
    Q_OBJECT

public:
    CrossValidationRow(Session* session, JobList* jobs, QWidget* parent = nullptr);
    ~CrossValidationRow() override;

private:
    void toggle();
    void start();
    void show(const CrossValidation& found);
    void showState();

    Session* m_session;
    NumberField* m_count;
    QPushButton* m_button;
    QLabel* m_text;
    std::unique_ptr<LatestJob<CrossValidation>> m_job;
};

} // namespace mbtr::gui
