#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/sums/tuple_sums.h"
#include "core/mbtr/tensor.h"

#include <functional>
#include <memory>

namespace mbtr {

class SumsWorkspace;

/// The many-body tensor representation of one structure, Huo & Rupp 2022, Eq. (3).
/// Throws SettingsError where an element of the structure is not in the layout, or where a weighting does not decay in a
/// crystal; Cancelled within 100 ms of cancelling. Thread-safe.
MbtrTensor computeMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress);

/// The same for many structures one after the other: memory is kept in the workspace (block_sums.h).
MbtrTensor computeMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, SumsWorkspace& workspace,
                       Progress& progress);

/// Hands the tuples of one term to a sink: sumTuples(), or only some of them.
using TupleSource = std::function<void(const TermContext&, TupleSink&)>;

/// The same before normalisation, from the tuples of `source`; empty: all tuples.
MbtrTensor sumMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress,
                   const TupleSource& source = {});

} // namespace mbtr
