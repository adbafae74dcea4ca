#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace mbtr::gui {

class CrossValidator;
class NumberField;
class Session;

/// k-fold cross-validation of the current model on its training structures.
class CrossValidationRow : public QWidget {
    Q_OBJECT

public:
    CrossValidationRow(Session* session, CrossValidator* validator, QWidget* parent = nullptr);

private:
    void toggle();
    void showState();
    QString resultText() const;

    Session* m_session;
    CrossValidator* m_validator;
    NumberField* m_count;
    QPushButton* m_button;
    QLabel* m_text;
};

} // namespace mbtr::gui
