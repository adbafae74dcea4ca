#pragma once

#include "core/mbtr/sums/tuple_sums.h"

namespace mbtr {

/// Weight of all chains of four atoms with weights exp(-scale L), however long, of which context.centreStep makes a sample.
///
/// The weight is a product over bonds, e_ij = exp(-scale d_ij): chains a - b - c - d with their second atom b at home weigh
/// e_bc (S_b - e_bc)(S_c - e_bc), S = sum of e over all sites around, less those that close to triangles, a = d.
/// reach: angstrom; longer bonds are left out.
double weightOfAllChains(const TermContext& context, double reach);

} // namespace mbtr
