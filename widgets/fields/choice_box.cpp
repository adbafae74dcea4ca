#include "widgets/fields/choice_box.h"

#include <QStandardItemModel>
#include <QWheelEvent>

namespace mbtr::gui {

ChoiceBox::ChoiceBox(QWidget* parent)
    : QComboBox(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QComboBox::activated, this, [this] { emit chosen(value()); });
}

void ChoiceBox::setChoices(const QList<Choice>& choices)
{
    const QSignalBlocker blocker(this);
    const QVariant before = currentData();
    clear();
    auto* items = static_cast<QStandardItemModel*>(model()); // that of every combo box that has not been given another
    for (const Choice& choice : choices) {
        addItem(choice.text, choice.value);
        setItemData(count() - 1, choice.toolTip, Qt::ToolTipRole);
        items->item(count() - 1)->setEnabled(choice.enabled);
    }
    if (before.isValid())
        setValue(before.toInt());
}

void ChoiceBox::setValue(int value)
{
    const QSignalBlocker blocker(this);
    setCurrentIndex(findData(value));
}

void ChoiceBox::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace mbtr::gui
