#include "widgets/fields/buttons.h"

#include <QPushButton>
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

QPushButton* makeButton(const char* name, const QString& text, const QString& toolTip, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAccessibleName(QString(text).remove('&'));
    button->setToolTip(toolTip);
    return button;
}

} // namespace mbtr::gui
