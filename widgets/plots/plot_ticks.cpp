#include "widgets/plots/plot_ticks.h"

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

/// Labels are what is left when the offset of the range is taken off.
class FreeTicker : public QCPAxisTicker {
protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override
    {
        m_offset = axisOffset(range.lower, range.upper);
        m_step = tickStep;
        return QCPAxisTicker::createTickVector(tickStep, range);
    }
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override
    {
        if (m_offset == 0)
            return QCPAxisTicker::getTickLabel(tick, locale, formatChar, precision);
        const double left = tick - m_offset;
        return QCPAxisTicker::getTickLabel(std::abs(left) < 1e-6 * m_step ? 0 : left, locale, formatChar, precision);
    }

private:
    double m_offset = 0, m_step = 1;
};

class WholeTicker : public QCPAxisTicker {
protected:
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return QString::number(tick, 'f', 0); }
    double getTickStep(const QCPRange& range) override { return std::max(1.0, std::round(QCPAxisTicker::getTickStep(range))); }
    int getSubTickCount(double tickStep) override { return tickStep <= 1 ? 0 : QCPAxisTicker::getSubTickCount(tickStep); }
};

class DegreeTicker : public QCPAxisTicker {
protected:
    double getTickStep(const QCPRange& range) override
    {
        const double wanted = range.size() / tickCount();
        if (wanted < 10)
            return QCPAxisTicker::getTickStep(range);
        for (double step : {15.0, 30.0, 45.0, 60.0})
            if (wanted <= step)
                return step;
        return 90 * std::ceil(wanted / 90);
    }
    int getSubTickCount(double tickStep) override { return tickStep < 15 ? QCPAxisTicker::getSubTickCount(tickStep) : 2; }
};

} // namespace

QSharedPointer<QCPAxisTicker> makeTicker(Ticks ticks)
{
    switch (ticks) {
    case Ticks::Whole:
        return QSharedPointer<QCPAxisTicker>(new WholeTicker);
    case Ticks::Degrees:
        return QSharedPointer<QCPAxisTicker>(new DegreeTicker);
    case Ticks::Free:
        break;
    }
    return QSharedPointer<QCPAxisTicker>(new FreeTicker);
}

double axisOffset(double lower, double upper)
{
    constexpr double kNarrow = 1e4; // ticks of a wider range differ in six digits
    const double size = upper - lower, largest = std::max(std::abs(lower), std::abs(upper));
    if (!(size > 0) || largest < kNarrow * size)
        return 0;
    const double unit = std::pow(10, std::ceil(std::log10(size)));
    return std::round((lower + upper) / 2 / unit) * unit;
}

QString withOffset(const QString& label, double offset)
{
    if (offset == 0)
        return label;
    return label + (offset < 0 ? QStringLiteral(" + ") : QString(" %1 ").arg(QChar(0x2212)))
        + QString::number(std::abs(offset), 'g', 15);
}

QString readoutNumber(double value, double rangeSize, int leastDigits)
{
    const double digits = rangeSize > 0 && value != 0 ? std::ceil(std::log10(std::abs(value) / rangeSize)) + 4 : 4;
    return QString::number(value, 'g', static_cast<int>(std::clamp(digits, static_cast<double>(leastDigits), 15.0)));
}

} // namespace mbtr::gui
