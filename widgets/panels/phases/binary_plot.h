#pragma once

#include "widgets/panels/phases/phase_plot.h"

namespace mbtr::gui {

/// Two elements: energy of formation over the fraction of the second, with the lower hull as a line.
class BinaryPlot : public PhasePlot {
    Q_OBJECT

public:
    explicit BinaryPlot(QWidget* parent = nullptr);

    /// The hull of all energies, where they are known, as a dashed line.
    void setTrueHullShown(bool shown);

protected:
    QPointF place(int dot) const override;
    double errorBar(int dot) const override;
    void addLines() override;
    void fitRanges() override;

private:
    bool m_trueHull = true;
};

} // namespace mbtr::gui
