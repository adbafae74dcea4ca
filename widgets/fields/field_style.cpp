#include "widgets/fields/field_style.h"

#include <QLabel>
#include <QPalette>

namespace mbtr::gui {

QColor problemColor(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? QColor(255, 138, 128) : QColor(176, 0, 32);
}

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
    palette.setColor(QPalette::WindowText, problemColor(palette));
    label->setPalette(palette);
    label->setText(problem);
    label->setVisible(!problem.isEmpty());
}

} // namespace mbtr::gui
