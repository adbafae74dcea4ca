#pragma once

#include "widgets/plots/plot.h"

#include <vector>

class QCPBars;

namespace mbtr::gui {

/// Bars of one width side by side.
struct BarData {
    double left = 0; ///< edge of the first bar, unit of the x axis
    double step = 1;
    std::vector<double> values;
};

/// Values of bins as bars. A click chooses a bin, Ctrl + arrow keys move the choice, Escape takes it back.
class BarPlot : public Plot {
    Q_OBJECT

public:
    explicit BarPlot(QWidget* parent = nullptr);

    void setData(BarData data);
    /// The axes fit the next data, unless the user has zoomed.
    void forgetRange() { m_fitNext = true; }
    /// -1 where no bin is chosen.
    int chosen() const { return m_chosen; }

    QString csv() const override;

signals:
    /// -1: the cursor is elsewhere.
    void binPointed(int bin);
    /// By the user only.
    void binChosen(int bin);

protected:
    bool standsOnZero() const override { return true; }
    bool offersLogarithm() const override { return true; }
    void fitRanges() override;
    QString readoutAt(const QPointF& point, const QPointF& pixel) override;
    void forgetCursor() override;
    void clickedAt(const QPointF& pixel) override;
    void restyle() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    double centre(int bin) const { return m_data.left + (bin + 0.5) * m_data.step; }
    int binAt(double x) const;
    void point(int bin);
    void choose(int bin);
    void showChosen();

    BarData m_data;
    bool m_fitNext = true;
    int m_pointed = -1;
    int m_chosen = -1;
    QCPBars* m_bars;
    QCPBars* m_mark; ///< the chosen one, drawn over it
};

} // namespace mbtr::gui
