#pragma once

#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <algorithm>

namespace mbtr::gui {

/// Pages that scroll where the window is too small for them, so that none makes it larger.
class PageStack : public QStackedWidget {
    Q_OBJECT

public:
    explicit PageStack(QWidget* parent = nullptr)
        : QStackedWidget(parent)
    {
        connect(this, &QStackedWidget::currentChanged, this, &QWidget::updateGeometry);
    }

    void addPage(QWidget* page)
    {
        auto* area = new QScrollArea;
        area->setWidget(page);
        area->setWidgetResizable(true);
        area->setFrameShape(QFrame::NoFrame);
        area->setFocusPolicy(Qt::NoFocus);
        addWidget(area);
    }
    /// As wide as the page beside a scroll bar where that is not too much, so that most scroll up and down only.
    QSize minimumSizeHint() const override
    {
        const auto* area = qobject_cast<const QScrollArea*>(currentWidget());
        const int wanted = area ? area->widget()->minimumSizeHint().width() + area->verticalScrollBar()->sizeHint().width() : 0;
        return {std::min(wanted, 460), 300};
    }
};

} // namespace mbtr::gui
