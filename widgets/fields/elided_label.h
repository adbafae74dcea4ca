#pragma once

#include <QLabel>

namespace mbtr::gui {

/// A line of plain text; one that does not fit ends in an ellipsis and is the tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    /// What is drawn: the text, or its beginning and an ellipsis.
    QString shownText() const;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace mbtr::gui
