#include "core/dynamics/integrator.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

using Eigen::Matrix3d;
using Eigen::Matrix3Xd;
using Eigen::Vector3d;

constexpr double kPicosecond = 1000; // fs
constexpr double kStraight = 1e-4; // of the largest moment of inertia: atoms a hundredth of the molecule's length off the line

void require(bool condition, const char* field, const char* allowed, double value)
{
    if (!condition)
        throw SettingsError(field, std::string("must be ") + allowed + ", is " + toText(value));
}

Matrix3Xd fromCentre(const Matrix3Xd& positions, const Masses& masses)
{
    const Vector3d centre = (positions * masses.transpose()) / masses.sum();
    return positions.colwise() - centre;
}

/// The tensor of inertia of atoms around their centre of mass, ready to be solved for the ways in which they can turn: its
/// pseudo-inverse leaves alone the axis of a straight molecule. Straight is one whose moment about the axis is less than
/// kStraight of the largest.
Eigen::CompleteOrthogonalDecomposition<Matrix3d> inertiaOf(const Matrix3Xd& from, const Masses& masses)
{
    Matrix3d inertia = Matrix3d::Zero();
    for (Eigen::Index i = 0; i < from.cols(); ++i) {
        const Vector3d r = from.col(i);
        inertia += masses[i] * (r.squaredNorm() * Matrix3d::Identity() - r * r.transpose());
    }
    Eigen::CompleteOrthogonalDecomposition<Matrix3d> solver;
    solver.setThreshold(kStraight);
    solver.compute(inertia);
    return solver;
}

/// Takes off the rotation of the whole about its centre of mass.
void stopTurning(const Matrix3Xd& positions, const Masses& masses, Matrix3Xd& velocities)
{
    const Matrix3Xd from = fromCentre(positions, masses);
    Vector3d momentum = Vector3d::Zero();
    for (Eigen::Index i = 0; i < from.cols(); ++i) {
        const Vector3d r = from.col(i), v = velocities.col(i);
        momentum += masses[i] * r.cross(v);
    }
    const Vector3d angular = inertiaOf(from, masses).solve(momentum);
    for (Eigen::Index i = 0; i < from.cols(); ++i) {
        const Vector3d r = from.col(i);
        velocities.col(i) -= angular.cross(r);
    }
}

void stopDrifting(const Masses& masses, Matrix3Xd& velocities)
{
    const Vector3d drift = (velocities * masses.transpose()) / masses.sum();
    velocities.colwise() -= drift;
}

} // namespace

Masses massesOf(const std::vector<int>& species)
{
    Masses masses(static_cast<Eigen::Index>(species.size()));
    for (std::size_t i = 0; i < species.size(); ++i)
        masses[static_cast<Eigen::Index>(i)] = element(species[i]).mass;
    return masses;
}

void validate(const DynamicsSettings& settings)
{
    require(settings.timestep > 0 && settings.timestep <= 100, "timestep", "larger than 0 and at most 100 fs", settings.timestep);
    require(settings.temperature >= 0 && settings.temperature <= 1e5, "temperature", "0 to 100000 K", settings.temperature);
    require(settings.friction >= 0 && settings.friction <= 1e4, "friction", "0 to 10000 per ps", settings.friction);
}

double kineticEnergy(const Matrix3Xd& velocities, const Masses& masses)
{
    return 0.5 * velocities.colwise().squaredNorm().dot(masses) / kAccelerationUnit;
}

int degreesOfFreedom(const Matrix3Xd& positions, const Masses& masses, bool periodic)
{
    const int all = static_cast<int>(positions.size());
    const int turning = periodic ? 0 : static_cast<int>(inertiaOf(fromCentre(positions, masses), masses).rank());
    return std::max(1, all - 3 - turning);
}

int degreesOfFreedom(const Matrix3Xd& positions, const Masses& masses, bool periodic, Thermostat thermostat)
{
    return thermostat == Thermostat::Langevin ? static_cast<int>(positions.size())
                                              : degreesOfFreedom(positions, masses, periodic);
}

double temperatureOf(double kineticEnergy, int degreesOfFreedom)
{
    return 2 * kineticEnergy / (degreesOfFreedom * kBoltzmann);
}

Matrix3Xd startVelocities(const Matrix3Xd& positions, const Masses& masses, bool periodic, double temperature, Draws& draws,
                          Thermostat thermostat)
{
    Matrix3Xd velocities(3, positions.cols());
    for (Eigen::Index i = 0; i < positions.cols(); ++i)
        for (int axis = 0; axis < 3; ++axis)
            velocities(axis, i) = draws.normal() / std::sqrt(masses[i]);
    if (thermostat == Thermostat::None)
        stopDrifting(masses, velocities);
    if (thermostat == Thermostat::None && !periodic)
        stopTurning(positions, masses, velocities);
    const double drawn
        = temperatureOf(kineticEnergy(velocities, masses), degreesOfFreedom(positions, masses, periodic, thermostat));
    if (!(drawn > 0))
        return Matrix3Xd::Zero(3, positions.cols());
    return velocities * std::sqrt(temperature / drawn);
}

Integrator::Integrator(ForceField field, Masses masses, bool periodic, const DynamicsSettings& settings)
    : m_field(std::move(field))
    , m_masses(std::move(masses))
    , m_periodic(periodic)
    , m_settings(settings)
    , m_draws(settings.seed)
{
    validate(settings);
}

DynamicsState Integrator::start(const Matrix3Xd& positions)
{
    return {0, positions,
            startVelocities(positions, m_masses, m_periodic, m_settings.temperature, m_draws, m_settings.thermostat),
            m_field(positions)};
}

void Integrator::kick(DynamicsState& state) const
{
    const double factor = 0.5 * m_settings.timestep * kAccelerationUnit;
    state.velocities += factor * (state.at.forces * m_masses.cwiseInverse().asDiagonal());
}

void Integrator::drift(DynamicsState& state, double time) const
{
    state.positions += time * state.velocities;
}

void Integrator::thermalize(DynamicsState& state)
{
    const double kept = std::exp(-m_settings.friction / kPicosecond * m_settings.timestep);
    const double drawn = std::sqrt((1 - kept * kept) * kBoltzmann * m_settings.temperature * kAccelerationUnit);
    for (Eigen::Index i = 0; i < state.velocities.cols(); ++i)
        for (int axis = 0; axis < 3; ++axis)
            state.velocities(axis, i) = kept * state.velocities(axis, i) + drawn / std::sqrt(m_masses[i]) * m_draws.normal();
}

void Integrator::step(DynamicsState& state)
{
    kick(state);
    drift(state, 0.5 * m_settings.timestep);
    if (m_settings.thermostat == Thermostat::Langevin)
        thermalize(state);
    drift(state, 0.5 * m_settings.timestep);
    state.time += m_settings.timestep;
    if (!state.positions.allFinite())
        throw NumericalError("the molecule has flown apart after " + toText(state.time)
                             + " fs: a shorter time step or a lower temperature helps");
    state.at = m_field(state.positions);
    kick(state);
}

} // namespace mbtr
