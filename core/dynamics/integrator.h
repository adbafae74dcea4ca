#pragma once

#include "core/base/draws.h"
#include "core/dynamics/force_field.h"

namespace mbtr {

enum class Thermostat { None, Langevin };

struct DynamicsSettings {
    double timestep = 0.5; ///< fs
    double temperature = 300; ///< K: of the start, and of the heat bath
    Thermostat thermostat = Thermostat::None;
    double friction = 10; ///< 1/ps, of the heat bath
    std::uint64_t seed = 0; ///< of the first velocities and of the heat bath

    bool operator==(const DynamicsSettings&) const = default;
};

/// Throws SettingsError: field ("timestep", "temperature", "friction"), value and what is allowed.
void validate(const DynamicsSettings& settings);

struct DynamicsState {
    double time = 0; ///< fs
    Eigen::Matrix3Xd positions; ///< angstrom
    Eigen::Matrix3Xd velocities; ///< angstrom/fs
    ForcesAt at;
};

/// Sum of m v^2/2 over the atoms, in eV.
double kineticEnergy(const Eigen::Matrix3Xd& velocities, const Masses& masses);
/// The temperature in K, 2 E_kin / (f k_B).
double temperatureOf(double kineticEnergy, int degreesOfFreedom);
/// f, of a molecule that neither drifts nor turns: 3 n - 6, or 3 n - 5 where its atoms lie on a line; 3 n - 3 in a periodic cell.
int degreesOfFreedom(const Eigen::Matrix3Xd& positions, const Masses& masses, bool periodic);
/// f of a motion that begins here: a heat bath drives drift and rotation, too, so that all 3 n count.
int degreesOfFreedom(const Eigen::Matrix3Xd& positions, const Masses& masses, bool periodic, Thermostat thermostat);

/// Velocities drawn from Maxwell and Boltzmann's distribution and then scaled to exactly this temperature (K); without a heat
/// bath also without drift and (molecules) without rotation about the centre of mass. 3 x n_atoms, angstrom/fs.
Eigen::Matrix3Xd startVelocities(const Eigen::Matrix3Xd& positions, const Masses& masses, bool periodic, double temperature,
                                 Draws& draws, Thermostat thermostat = Thermostat::None);

/// Moves the atoms by Newton's law in small steps: velocity Verlet, which keeps the energy over long times. With the Langevin
/// thermostat friction and random pushes hold the temperature; they come in the middle of a step (splitting BAOAB: Leimkuhler &
/// Matthews, Appl. Math. Res. Express 2013, 34, doi:10.1093/amrx/abs010). The same seed gives the same trajectory.
class Integrator {
public:
    Integrator(ForceField field, Masses masses, bool periodic, const DynamicsSettings& settings);

    DynamicsState start(const Eigen::Matrix3Xd& positions);
    /// Throws NumericalError where the molecule has flown apart: positions that are no numbers.
    void step(DynamicsState& state);

private:
    void kick(DynamicsState& state) const; ///< half a step
    void drift(DynamicsState& state, double time) const;
    void thermalize(DynamicsState& state);

    ForceField m_field;
    Masses m_masses;
    bool m_periodic;
    DynamicsSettings m_settings;
    Draws m_draws;
};

} // namespace mbtr
