#pragma once

#include <QWidget>
#include <limits>
#include <optional>

class QLabel;
class QTimer;

namespace mbtr::gui {

class NumberSlider;
class NumberSpinBox;
struct SliderSpan;

/// What a NumberField takes.
struct NumberLimits {
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
    bool minExcluded = false;
    bool whole = false;
    bool optional = false; ///< empty text = not given
    double step = 0; ///< added by the up and down keys; 0: `factor` is used
    double factor = 1.25; ///< multiplied by the up and down keys
    bool powers = false; ///< shows "= 2^3.5" beside
};

/// A number with its unit. A value that is not allowed is marked, the reason stands below, and the last good value stays.
class NumberField : public QWidget {
    Q_OBJECT

public:
    explicit NumberField(const NumberLimits& limits, QWidget* parent = nullptr);
    ~NumberField() override;

    /// The last good value; nothing where an optional one is not given.
    std::optional<double> value() const { return m_value; }
    double number() const { return m_value.value_or(0); }
    int wholeNumber() const { return static_cast<int>(number()); }
    /// Shows a value without a signal; what is being typed gives way only to another value.
    void setValue(std::optional<double> value);
    void setUnit(const QString& unit);
    /// Shown where an optional value is not given.
    void setPlaceholder(const QString& text);
    /// Name for screen readers; tooltip of the whole field.
    void describe(const QString& accessibleName, const QString& toolTip);

    /// Marks the field and shows a sentence below, until the next good value or an empty problem.
    void setProblem(const QString& problem);
    QString problem() const;
    /// Takes a problem away that setProblem() showed; that of a text which is no allowed number stays.
    void clearForeignProblem();
    /// Added by the up and down keys.
    void setStep(double step) { m_limits.step = step; }
    /// A slider beside the number that takes the room there is; it drags the value along.
    void addSlider(const SliderSpan& span);
    void setSliderSpan(const SliderSpan& span);

signals:
    /// By the user only; typing is waited for (150 ms).
    void valueChanged(std::optional<double> value);

private:
    friend class NumberSpinBox;
    void takeText();
    void restoreText();
    void take(std::optional<double> value);
    void slideTo(double value);
    void stepBy(int steps);
    QString refusal(std::optional<double> value, const QString& text) const;
    void showNote();

    NumberLimits m_limits;
    std::optional<double> m_value;
    QString m_unit;
    bool m_refused = false; ///< the text is no allowed value
    NumberSpinBox* m_box;
    NumberSlider* m_slider = nullptr;
    QLabel* m_note;
    QLabel* m_problem;
    QTimer* m_typing;
};

} // namespace mbtr::gui
