#pragma once

#include <span>
#include <string_view>
#include <variant>

namespace mbtr {

// Kernels between feature vectors, Huo & Rupp 2022, section 4; each holds its own parameters. Lengths have the unit of
// the features' distance.

struct LinearKernel { ///< <x, y>
    bool operator==(const LinearKernel&) const = default;
};
struct GaussianKernel { ///< exp(-|x - y|_2^2 / (2 length^2))
    double length = 1;
    bool operator==(const GaussianKernel&) const = default;
};
struct LaplacianKernel { ///< exp(-|x - y|_1 / length)
    double length = 1;
    bool operator==(const LaplacianKernel&) const = default;
};
struct Matern52Kernel { ///< (1 + a + a^2 / 3) exp(-a), a = sqrt(5) |x - y|_2 / length
    double length = 1;
    bool operator==(const Matern52Kernel&) const = default;
};

using Kernel = std::variant<LinearKernel, GaussianKernel, LaplacianKernel, Matern52Kernel>;

/// "linear", "gaussian", "laplacian", "matern52": names of the command line.
std::span<const std::string_view> kernelNames();
std::string_view nameOf(const Kernel& kernel);
/// Throws SettingsError("kernel", ..) for an unknown name, SettingsError("length", ..) unless length > 0.
Kernel makeKernel(std::string_view name, double length);
/// Length of the kernel; 1 for the linear one, which has none.
double lengthOf(const Kernel& kernel);

/// a, b: same size.
double evaluate(const Kernel& kernel, std::span<const double> a, std::span<const double> b);

} // namespace mbtr
