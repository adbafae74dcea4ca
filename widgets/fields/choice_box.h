#pragma once

#include <QComboBox>

namespace mbtr::gui {

/// One entry: `value` is an enumerator as a number. A disabled one cannot be chosen; its tooltip says why.
struct Choice {
    QString text;
    QString toolTip;
    int value = 0;
    bool enabled = true;
};

/// A combo box made from a table. The wheel only acts where it has the focus, so that scrolling a form changes nothing.
class ChoiceBox : public QComboBox {
    Q_OBJECT

public:
    explicit ChoiceBox(QWidget* parent = nullptr);

    /// Keeps the chosen value where it is still there.
    void setChoices(const QList<Choice>& choices);
    int value() const { return currentData().toInt(); }
    /// Without a signal.
    void setValue(int value);

signals:
    /// By the user only.
    void chosen(int value);

protected:
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace mbtr::gui
