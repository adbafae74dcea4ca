#pragma once

#include <QDialog>

class QDoubleSpinBox;
class QSpinBox;

namespace mbtr::gui {

class Session;

/// Asks how many structures to draw, or how close duplicates are; OK is one undo step.
class SubsetDialog : public QDialog {
    Q_OBJECT

public:
    enum class Purpose { Random, Farthest, Duplicates };

    SubsetDialog(Session* session, Purpose purpose, QWidget* parent);

    void accept() override;

private:
    Session* m_session;
    Purpose m_purpose;
    QSpinBox* m_count = nullptr;
    QSpinBox* m_seed = nullptr;
    QDoubleSpinBox* m_tolerance = nullptr;
};

} // namespace mbtr::gui
