#pragma once

#include "core/base/log.h"
#include "core/dataset/dataset.h"
#include "core/mbtr/truncation/cut_weight.h"

#include <string>

namespace mbtr {

/// What the limits of each term leave out, of all structures together; of a sample where there are over 1000 molecules or 6
/// crystals.
std::vector<CutWeight> cutWeightsOf(const Dataset& dataset, const Layout& layout, Progress& progress);

/// A sentence for each term of which more than 0.1 % of the weight lies beyond its limits (a note up to 5 %, above that a
/// warning), and a note where a limit was chosen for a sum over a crystal that has no end.
Messages tupleTruncationMessages(const Layout& layout, const std::vector<CutWeight>& weights);

/// "beyond the threshold 0.001", "beyond r_cut 5 A": what limits the term.
std::string limitOf(const TermSettings& term);

} // namespace mbtr
