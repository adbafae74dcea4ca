#include "core/gdml/gdml_math.h"

#include "core/base/eight.h"
#include "core/base/simd.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mbtr {

namespace {

constexpr int kLanes = 8;

inline __attribute__((always_inline)) double sumOfLanes(const Eight& v)
{
    return ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));
}

/// |x - x_j|^2 and <x, v_j> for eight training geometries from j on.
inline __attribute__((always_inline)) void compare(const GdmlTable& table, const double* asked, int j, double* squared,
                                                   double* along)
{
    Eight far0 {}, far1 {}, far2 {}, far3 {}, to0 {}, to1 {}, to2 {}, to3 {};
    const double *known = table.known.data() + j, *weights = table.weights.data() + j;
    for (int f = 0; f < table.size; ++f, known += table.stride, weights += table.stride, asked += kGdmlColumns) {
        const Eight x = eightAt(known), v = eightAt(weights);
        const Eight d0 = asked[0] - x, d1 = asked[1] - x, d2 = asked[2] - x, d3 = asked[3] - x;
        far0 += d0 * d0, far1 += d1 * d1, far2 += d2 * d2, far3 += d3 * d3;
        to0 += asked[0] * v, to1 += asked[1] * v, to2 += asked[2] * v, to3 += asked[3] * v;
    }
    const int stride = table.stride;
    eightAt(squared + j) = far0, eightAt(squared + stride + j) = far1, eightAt(squared + 2 * stride + j) = far2,
                      eightAt(squared + 3 * stride + j) = far3;
    eightAt(along + j) = to0, eightAt(along + stride + j) = to1, eightAt(along + 2 * stride + j) = to2,
                    eightAt(along + 3 * stride + j) = to3;
}

/// The factors of v_j and of -D; returns the energy.
inline __attribute__((always_inline)) double factors(const GdmlTable& table, double outside, const double* __restrict squared,
                                                     const double* __restrict along, double* __restrict ofWeight,
                                                     double* __restrict ofDifference)
{
    const double inverse = 5 / (table.length * table.length), c0 = inverse / 3;
    const double* products = table.products.data();
    const int stride = table.stride;
    double energy = 0;
    for (int j = 0; j < stride; ++j) {
        const double u = std::sqrt((squared[j] + outside) * inverse), decay = c0 * std::exp(-u), towards = along[j] - products[j];
        ofWeight[j] = decay * (1 + u);
        ofDifference[j] = decay * inverse * towards;
        energy += ofWeight[j] * towards;
    }
    return energy;
}

/// A component of the gradients of all columns, but for what the asked geometry adds.
inline __attribute__((always_inline)) void gather(const double* known, const double* weights, const double* ofWeight,
                                                  const double* ofDifference, int stride, double* gradients)
{
    Eight sum0 {}, sum1 {}, sum2 {}, sum3 {};
    for (int j = 0; j < stride; j += kLanes) {
        const Eight x = eightAt(known + j), v = eightAt(weights + j);
        const double *a = ofWeight + j, *b = ofDifference + j;
        sum0 += v * eightAt(a) + x * eightAt(b);
        sum1 += v * eightAt(a + stride) + x * eightAt(b + stride);
        sum2 += v * eightAt(a + 2 * stride) + x * eightAt(b + 2 * stride);
        sum3 += v * eightAt(a + 3 * stride) + x * eightAt(b + 3 * stride);
    }
    gradients[0] = sumOfLanes(sum0), gradients[1] = sumOfLanes(sum1), gradients[2] = sumOfLanes(sum2),
    gradients[3] = sumOfLanes(sum3);
}

} // namespace

GdmlScratch::GdmlScratch(const GdmlTable& table)
    : asked(zeros(static_cast<std::size_t>(table.size) * kGdmlColumns))
    , gradients(asked.size())
    , squared(static_cast<std::size_t>(table.stride) * kGdmlColumns)
    , along(squared.size())
    , ofWeight(squared.size())
    , ofDifference(squared.size())
{
}

MBTR_FOR_EACH_PROCESSOR void evaluateGdml(const GdmlTable& table, GdmlScratch& scratch)
{
    const int stride = table.stride;
    for (int j = 0; j < stride; j += kLanes)
        compare(table, scratch.asked.data(), j, scratch.squared.data(), scratch.along.data());
    for (int c = 0; c < kGdmlColumns; ++c) {
        const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(c) * stride;
        const double* squared = scratch.squared.data() + row;
        double* ofDifference = scratch.ofDifference.data() + row;
        scratch.energies[c] = factors(table, scratch.outside[c], squared, scratch.along.data() + row,
                                      scratch.ofWeight.data() + row, ofDifference);
        double smallest = std::numeric_limits<double>::max(), sum = 0;
        for (int j = 0; j < table.count; ++j) {
            smallest = squared[j] < smallest ? squared[j] : smallest;
            sum += ofDifference[j];
        }
        scratch.nearest[c] = std::sqrt(smallest + scratch.outside[c]);
        scratch.differences[c] = sum;
    }
    for (int f = 0; f < table.size; ++f) {
        const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(f) * stride;
        const double* asked = scratch.asked.data() + static_cast<std::ptrdiff_t>(f) * kGdmlColumns;
        double* gradients = scratch.gradients.data() + static_cast<std::ptrdiff_t>(f) * kGdmlColumns;
        gather(table.known.data() + row, table.weights.data() + row, scratch.ofWeight.data(), scratch.ofDifference.data(), stride,
               gradients);
        for (int c = 0; c < kGdmlColumns; ++c)
            gradients[c] -= asked[c] * scratch.differences[c];
    }
}

} // namespace mbtr
