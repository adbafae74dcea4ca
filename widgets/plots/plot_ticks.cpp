#include "widgets/plots/plot_ticks.h"

#include <cmath>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

class WholeTicker : public QCPAxisTicker {
protected:
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
    return QSharedPointer<QCPAxisTicker>(new QCPAxisTicker);
}

} // namespace mbtr::gui
