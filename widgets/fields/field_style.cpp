#include "widgets/fields/field_style.h"

#include "widgets/theme/theme.h"

#include <QEvent>
#include <QLabel>

namespace mbtr::gui {

namespace {

/// Follows the theme: the colour of errors is none of the palette's.
class ProblemLabel : public QLabel {
public:
    using QLabel::QLabel;

    void colour()
    {
        QPalette colours = palette();
        if (colours.color(QPalette::WindowText) == errorColor())
            return;
        colours.setColor(QPalette::WindowText, errorColor());
        setPalette(colours);
    }

protected:
    void changeEvent(QEvent* event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            colour();
    }
};

} // namespace

QLabel* makeProblemLabel(QWidget* parent)
{
    auto* label = new ProblemLabel(parent);
    label->colour();
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

void showProblem(QLabel* label, const QString& problem)
{
    label->setText(problem);
    label->setVisible(!problem.isEmpty());
}

} // namespace mbtr::gui
