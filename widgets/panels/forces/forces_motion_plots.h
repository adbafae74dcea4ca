#pragma once

#include "widgets/work/forces/motion_runner.h"

#include <QWidget>
#include <optional>

namespace mbtr::gui {

class PointPlot;

inline constexpr double kMilli = 1000; ///< meV in eV, fs in ps

/// Energy and temperature of a motion over time. Of a long one every so many samples are kept.
class ForcesMotionPlots : public QWidget {
    Q_OBJECT

public:
    explicit ForcesMotionPlots(QWidget* parent = nullptr);

    /// Empties the plots for a new motion. conserved: the total energy should stay the same, and its drift is plotted.
    void begin(bool conserved);
    void add(const std::vector<MotionSample>& samples);

    /// Nothing before the first sample.
    std::optional<MotionSample> latest() const;
    double meanTemperature() const; ///< K
    /// How fast the total energy changes since a hand has last touched the molecule, meV/ps; nothing for few samples, or
    /// where it is not conserved.
    std::optional<double> drift() const;

private:
    void thin();
    void show();

    PointPlot* m_energy;
    PointPlot* m_heat;
    bool m_conserved = true;
    std::vector<MotionSample> m_samples;
    std::size_t m_seen = 0, m_stride = 1; ///< every m_stride-th sample is kept
};

} // namespace mbtr::gui
