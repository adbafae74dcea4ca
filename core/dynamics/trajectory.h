#pragma once

#include "core/chemistry/structure.h"
#include "core/dataset/dataset.h"
#include "core/dynamics/integrator.h"

namespace mbtr {

/// Frames of a trajectory as they are recorded: geometries with energy and forces, time, kinetic and total energy, temperature
/// and distance to the training geometries.
class TrajectoryRecorder {
public:
    /// structure: species and cell of every frame; its positions are the start.
    explicit TrajectoryRecorder(Structure structure, Thermostat thermostat = Thermostat::None);

    void add(const DynamicsState& state);
    std::size_t count() const { return m_structures.size(); }
    Dataset dataset() &&;
    /// The slope of a least-squares line through the total energies, meV/ps. NaN for less than two frames.
    double driftPerPicosecond() const;
    /// Frames whose distance to the training geometries is larger.
    std::size_t furtherThan(double distance) const;

private:
    Structure m_structure;
    Masses m_masses;
    int m_freedom; ///< degrees of freedom of the temperature
    std::vector<Structure> m_structures;
    StructureNumbers m_time, m_energy, m_kinetic, m_total, m_temperature, m_far;
    AtomNumbers m_forces {.components = 3};
};

/// Slope of the least-squares line through energies (eV) at times (fs), in meV/ps. NaN for less than two points.
double driftPerPicosecond(const std::vector<double>& times, const std::vector<double>& energies);

} // namespace mbtr
