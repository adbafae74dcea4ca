#pragma once

#include <QSlider>
#include <optional>

namespace mbtr::gui {

/// What a NumberSlider spans.
struct SliderSpan {
    double low = 0;
    double high = 1;
    bool logarithmic = false; ///< low > 0
    bool whole = false;

    bool operator==(const SliderSpan&) const = default;
};

/// A slider over a span of numbers; moved by hand it gives numbers of three digits. Numbers outside stand at its end.
class NumberSlider : public QSlider {
    Q_OBJECT

public:
    explicit NumberSlider(QWidget* parent = nullptr);

    void setSpan(const SliderSpan& span);
    /// Without a signal; none stands at the right end.
    void setNumber(std::optional<double> number);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// By the user only.
    void numberMoved(double number);

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    double numberAt(int position) const;
    int positionOf(double number) const;

    SliderSpan m_span;
    std::optional<double> m_number;
};

} // namespace mbtr::gui
