#pragma once

#include "widgets/work/motion_runner.h"

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

    /// Of a new motion. conserved: the total energy is, and alone worth a look.
    void begin(bool conserved);
    void add(const std::vector<MotionSample>& samples);

    /// Nothing before the first sample.
    std::optional<MotionSample> latest() const;
    double meanTemperature() const; ///< K
    /// Of the total energy since a hand has last touched the molecule, meV/ps; nothing for few samples, or where it is not
    /// conserved.
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
