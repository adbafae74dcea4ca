#include "widgets/fields/field_style.h"

#include "widgets/theme/theme.h"

#include <QLabel>
#include <QPalette>

namespace mbtr::gui {

QLabel* makeProblemLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

void showProblem(QLabel* label, const QString& problem)
{
    QPalette palette = label->parentWidget()->palette();
    palette.setColor(QPalette::WindowText, errorColor());
    label->setPalette(palette);
    label->setText(problem);
    label->setVisible(!problem.isEmpty());
}

} // namespace mbtr::gui
