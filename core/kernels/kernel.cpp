#include "core/kernels/kernel.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <array>
#include <cassert>
#include <cmath>

namespace mbtr {

namespace {

constexpr std::array<std::string_view, 4> kNames {"linear", "gaussian", "laplacian", "matern52"};
static_assert(kNames.size() == std::variant_size_v<Kernel>);

double squaredDistance(std::span<const double> a, std::span<const double> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

double manhattanDistance(std::span<const double> a, std::span<const double> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += std::abs(a[i] - b[i]);
    return sum;
}

struct Evaluate {
    std::span<const double> a, b;

    double operator()(const LinearKernel&) const
    {
        double sum = 0;
        for (std::size_t i = 0; i < a.size(); ++i)
            sum += a[i] * b[i];
        return sum;
    }
    double operator()(const GaussianKernel& kernel) const
    {
        return std::exp(-squaredDistance(a, b) / (2 * kernel.length * kernel.length));
    }
    double operator()(const LaplacianKernel& kernel) const { return std::exp(-manhattanDistance(a, b) / kernel.length); }
    double operator()(const Matern52Kernel& kernel) const
    {
        const double s = std::sqrt(5 * squaredDistance(a, b)) / kernel.length;
        return (1 + s + s * s / 3) * std::exp(-s);
    }
};

std::string joined(std::span<const std::string_view> names)
{
    std::string text;
    for (const std::string_view name : names)
        text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

void requireLength(double length)
{
    if (!(length > 0) || !std::isfinite(length))
        throw SettingsError("length", "must be a number larger than 0, is " + toText(length));
}

} // namespace

std::span<const std::string_view> kernelNames()
{
    return kNames;
}

std::string_view nameOf(const Kernel& kernel)
{
    return kNames[kernel.index()];
}

Kernel makeKernel(std::string_view name, double length)
{
    if (name == "linear")
        return LinearKernel {};
    const bool known = name == "gaussian" || name == "laplacian" || name == "matern52";
    if (!known)
        throw SettingsError("kernel", "must be one of " + joined(kNames) + ", is " + inQuotes(name));
    requireLength(length);
    if (name == "gaussian")
        return GaussianKernel {length};
    if (name == "laplacian")
        return LaplacianKernel {length};
    return Matern52Kernel {length};
}

double lengthOf(const Kernel& kernel)
{
    return std::visit(
        [](const auto& k) {
            if constexpr (requires { k.length; })
                return k.length;
            else
                return 1.0;
        },
        kernel);
}

double evaluate(const Kernel& kernel, std::span<const double> a, std::span<const double> b)
{
    assert(a.size() == b.size());
    return std::visit(Evaluate {a, b}, kernel);
}

} // namespace mbtr
