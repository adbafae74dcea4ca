#include "widgets/fields/tool_button.h"

#include <QToolButton>

namespace mbtr::gui {

QToolButton* makeToolButton(const char* name, const QString& text, const QString& toolTip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(toolTip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace mbtr::gui
