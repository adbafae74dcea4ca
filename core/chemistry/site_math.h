#pragma once

namespace mbtr {

/// Columns to write sites to: vectors from a centre and distances, angstrom.
struct SiteColumns {
    double *x, *y, *z, *distance;
};

// Compiled for several processors.

/// Writes the points first + n step, n = 0..count - 1; returns the least squared distance. first, step: 3 numbers.
double fillRow(const double* first, const double* step, int count, const SiteColumns& out);

/// Writes `count` points relative to a centre; returns the least squared distance. points: [count][3]; centre: 3 numbers.
double fillPoints(const double* points, const double* centre, int count, const SiteColumns& out);

} // namespace mbtr
