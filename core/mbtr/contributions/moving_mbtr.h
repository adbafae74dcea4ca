#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/tensor.h"

#include <memory>
#include <span>

namespace mbtr {

/// The representation of a structure whose atoms are moved, a few at a time: for dragging, editing and dynamics. A move costs
/// what the tuples with the moved atoms cost, at the old and at the new positions; the result equals a full computation to
/// rounding (after 1000 moves to 1e-12 of the largest value). A value: copy it to try a move.
class MovingMbtr {
public:
    /// Computes everything once. Throws as computeMbtr.
    MovingMbtr(Structure structure, std::shared_ptr<const Layout> layout, Progress& progress);

    const Structure& structure() const { return m_structure; }
    /// As computeMbtr() gives it for the structure.
    MbtrTensor tensor() const;

    /// Moves some atoms, in a crystal with all their images. positions: 3 x atoms.size(), angstrom. Throws as computeMbtr; then
    /// nothing has moved.
    void moveAtoms(std::span<const int> atoms, const Eigen::Matrix3Xd& positions, Progress& progress);

private:
    Structure m_structure;
    MbtrTensor m_sums; ///< before normalisation
};

} // namespace mbtr
