#include "core/mbtr/contributions/moving_mbtr.h"

#include "core/mbtr/contributions/selected_tuples.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/normalization.h"

namespace mbtr {

namespace {

MbtrTensor sumOfMoving(const Structure& structure, const std::shared_ptr<const Layout>& layout, const TupleSelection& selection,
                       Progress& progress)
{
    return sumMbtr(structure, layout, progress, [&](const TermContext& context, TupleSink& sink) {
        if (context.term.k > 1) // single atoms do not change
            sumSelectedTuples(context, selection, sink);
    });
}

} // namespace

MovingMbtr::MovingMbtr(Structure structure, std::shared_ptr<const Layout> layout, Progress& progress)
    : m_structure(std::move(structure))
    , m_sums(sumMbtr(m_structure, std::move(layout), progress))
{
}

MbtrTensor MovingMbtr::tensor() const
{
    MbtrTensor tensor = m_sums;
    normalize(tensor, m_structure);
    return tensor;
}

void MovingMbtr::moveAtoms(std::span<const int> atoms, const Eigen::Matrix3Xd& positions, Progress& progress)
{
    Structure moved = m_structure;
    TupleSelection selection {.atoms = std::vector<char>(m_structure.species.size(), 0)};
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        moved.positions.col(atoms[i]) = positions.col(static_cast<Eigen::Index>(i));
        selection.atoms[atoms[i]] = 1;
    }
    const MbtrTensor before = sumOfMoving(m_structure, m_sums.layout, selection, progress);
    const MbtrTensor after = sumOfMoving(moved, m_sums.layout, selection, progress);
    for (std::size_t v = 0; v < m_sums.values.size(); ++v)
        m_sums.values[v] += after.values[v] - before.values[v];
    m_sums.summedFrom += after.summedFrom - before.summedFrom;
    m_sums.rounding += after.rounding - before.rounding;
    for (std::size_t t = 0; t < m_sums.weights.size(); ++t) {
        m_sums.weights[t].total += after.weights[t].total - before.weights[t].total;
        m_sums.weights[t].inside += after.weights[t].inside - before.weights[t].inside;
    }
    m_structure = std::move(moved);
}

} // namespace mbtr
