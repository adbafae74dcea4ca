#pragma once

#include "core/mbtr/term_facts.h"

#include <QString>

namespace mbtr::gui {

/// "What am I seeing?": the term in words and formula, with the numbers of the structure; rich text.
QString termExplanation(const TermFacts& facts, const Structure& structure, const MbtrSettings& settings);

} // namespace mbtr::gui
