#pragma once

#include <QAbstractSpinBox>

namespace mbtr::gui {

class NumberField;

/// The editor of a NumberField: text, arrows, up and down keys. The wheel only acts where the box has the focus, so that
/// scrolling a form changes nothing.
class NumberSpinBox : public QAbstractSpinBox {
    Q_OBJECT

public:
    explicit NumberSpinBox(NumberField* field);

    void stepBy(int steps) override;
    QLineEdit* editor() const { return lineEdit(); }
    void setMarked(bool marked);
    /// At least as wide as this text needs.
    void setRoomFor(const QString& text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    StepEnabled stepEnabled() const override;
    QValidator::State validate(QString& text, int& position) const override;
    void wheelEvent(QWheelEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    NumberField* m_field;
    bool m_marked = false;
    QString m_widest = "-0.000000";
};

} // namespace mbtr::gui
