#include "core/dynamics/trajectory.h"

#include <algorithm>

namespace mbtr {

namespace {

constexpr double kMilliPerPicosecond = 1e6; // eV/fs in meV/ps

} // namespace

TrajectoryRecorder::TrajectoryRecorder(Structure structure, Thermostat thermostat)
    : m_structure(std::move(structure))
    , m_masses(massesOf(m_structure.species))
    , m_freedom(degreesOfFreedom(m_structure.positions, m_masses, m_structure.isPeriodic(), thermostat))
{
}

void TrajectoryRecorder::add(const DynamicsState& state)
{
    Structure frame = m_structure;
    frame.positions = state.positions;
    m_structures.push_back(std::move(frame));
    const double kinetic = kineticEnergy(state.velocities, m_masses);
    m_time.values.push_back(state.time);
    m_energy.values.push_back(state.at.energy);
    m_kinetic.values.push_back(kinetic);
    m_total.values.push_back(state.at.energy + kinetic);
    m_temperature.values.push_back(temperatureOf(kinetic, m_freedom));
    m_far.values.push_back(state.at.farFromTraining);
    m_forces.values.emplace_back(state.at.forces.data(), state.at.forces.data() + state.at.forces.size());
}

Dataset TrajectoryRecorder::dataset() &&
{
    return {.structures = std::move(m_structures),
            .properties = {{"energy", "eV", std::move(m_energy)},
                           {"forces", "eV/angstrom", std::move(m_forces)},
                           {"time", "fs", std::move(m_time)},
                           {"kinetic_energy", "eV", std::move(m_kinetic)},
                           {"total_energy", "eV", std::move(m_total)},
                           {"temperature", "K", std::move(m_temperature)},
                           {"distance_to_training", "", std::move(m_far)}}};
}

double TrajectoryRecorder::driftPerPicosecond() const
{
    return mbtr::driftPerPicosecond(m_time.values, m_total.values);
}

std::size_t TrajectoryRecorder::furtherThan(double distance) const
{
    return static_cast<std::size_t>(
        std::count_if(m_far.values.begin(), m_far.values.end(), [distance](double far) { return far > distance; }));
}

double driftPerPicosecond(const std::vector<double>& times, const std::vector<double>& energies)
{
    const auto n = static_cast<Eigen::Index>(times.size());
    const Eigen::ArrayXd t = Eigen::Map<const Eigen::ArrayXd>(times.data(), n),
                         e = Eigen::Map<const Eigen::ArrayXd>(energies.data(), n);
    return ((t - t.mean()) * (e - e.mean())).sum() / (t - t.mean()).square().sum() * kMilliPerPicosecond;
}

} // namespace mbtr
